// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.transfer;

import dev.foundation.api.limits.Shares;
import dev.foundation.api.limits.Shares.Share;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the memory that transfers take together, so that many of them cannot exhaust the heap; one
 * workspace has half of it at most, so that its transfers, however slow, leave the others theirs.
 */
public final class TransferLimit {

  private static final int MIB = 1 << 20;

  /** A part of 8 sealed chunks, a plain one, and what sealing it takes. */
  private static final int UPLOAD_MIB = 12;

  /** A chunk sealed and plain, and what opening it takes. */
  private static final int DOWNLOAD_MIB = 6;

  private static final int SHARE_OF_HEAP = 2;
  private static final int SHARE_OF_WORKSPACE = 2;
  private static final Map<String, String> SOON = Map.of("Retry-After", "2");

  private final Semaphore all;
  private final Shares workspaces;
  private final Duration patience;

  private TransferLimit(int mebibytes, Duration patience) {
    this.all = new Semaphore(Math.max(mebibytes, UPLOAD_MIB), true);
    this.workspaces = new Shares(Math.max(mebibytes / SHARE_OF_WORKSPACE, UPLOAD_MIB));
    this.patience = patience;
  }

  /**
   * Half of the heap.
   *
   * @param heapBytes the most the heap may grow to
   * @param patience how long a transfer waits for its workspace's others, and then for all others,
   *     before it is turned away
   */
  public static TransferLimit ofHeap(long heapBytes, Duration patience) {
    return new TransferLimit(Math.toIntExact(heapBytes / MIB / SHARE_OF_HEAP), patience);
  }

  /**
   * A place for an upload, until it is closed.
   *
   * @throws ProblemException {@code too-many-requests} when the workspace has none in time, {@code
   *     unavailable} when all have none together
   */
  public Share upload(Tenant tenant) {
    return take(tenant, UPLOAD_MIB);
  }

  /**
   * A place for a download, until it is closed.
   *
   * @throws ProblemException {@code too-many-requests} when the workspace has none in time, {@code
   *     unavailable} when all have none together
   */
  public Share download(Tenant tenant) {
    return take(tenant, DOWNLOAD_MIB);
  }

  private Share take(Tenant tenant, int cost) {
    try {
      Share own =
          workspaces
              .take(tenant.address(), cost, patience)
              .orElseThrow(() ->
                  new ProblemException(
                      ProblemType.TOO_MANY_REQUESTS,
                      "The workspace's members have too many transfers under way.",
                      SOON));
      boolean taken = false;
      try {
        taken = all.tryAcquire(cost, patience.toMillis(), TimeUnit.MILLISECONDS);
      } finally {
        if (!taken) {
          own.close();
        }
      }
      if (taken) {
        return () -> {
          all.release(cost);
          own.close();
        };
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new ProblemException(ProblemType.UNAVAILABLE, "Too many transfers are under way.", SOON);
  }
}
