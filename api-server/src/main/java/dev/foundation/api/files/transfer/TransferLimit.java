// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.transfer;

import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Bounds the memory that transfers take together, so that many of them cannot exhaust the heap. */
public final class TransferLimit {

  private static final int MIB = 1 << 20;

  /** A part of 8 sealed chunks, a chunk, and what sealing it takes. */
  private static final int UPLOAD_MIB = 16;

  /** A chunk sealed and plain, and what opening it takes. */
  private static final int DOWNLOAD_MIB = 6;

  private static final int SHARE_OF_HEAP = 2;
  private static final String RETRY_AFTER_SECONDS = "2";

  private final Semaphore mebibytes;
  private final Duration patience;

  private TransferLimit(int mebibytes, Duration patience) {
    this.mebibytes = new Semaphore(Math.max(mebibytes, UPLOAD_MIB), true);
    this.patience = patience;
  }

  /**
   * Half of the heap.
   *
   * @param heapBytes the most the heap may grow to
   * @param patience how long a transfer waits for others before it is turned away
   */
  public static TransferLimit ofHeap(long heapBytes, Duration patience) {
    return new TransferLimit(Math.toIntExact(heapBytes / MIB / SHARE_OF_HEAP), patience);
  }

  /** A place among the transfers, until it is closed. */
  public interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * A place for an upload.
   *
   * @throws ProblemException {@code unavailable} when there is none in time
   */
  public Place upload() {
    return take(UPLOAD_MIB);
  }

  /**
   * A place for a download.
   *
   * @throws ProblemException {@code unavailable} when there is none in time
   */
  public Place download() {
    return take(DOWNLOAD_MIB);
  }

  private Place take(int cost) {
    try {
      if (mebibytes.tryAcquire(cost, patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return () -> mebibytes.release(cost);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new ProblemException(
        ProblemType.UNAVAILABLE,
        "Too many transfers are under way.",
        Map.of("Retry-After", RETRY_AFTER_SECONDS));
  }
}
