// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.transfer;

import dev.foundation.api.limits.Room;
import dev.foundation.api.limits.Shares.Share;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import java.time.Duration;

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

  /**
   * However large the heap is: a download holds a connection to S3 for as long as its client reads,
   * and of 256 all other calls of S3 have half.
   */
  private static final int MOST_MIB = 128 * DOWNLOAD_MIB;

  private final Room room;

  private TransferLimit(Room room) {
    this.room = room;
  }

  /**
   * Half of the heap, and no more than half of the connections.
   *
   * @param heapBytes the most the heap may grow to
   * @param patience how long a transfer waits for its workspace's others, and then for all others,
   *     before it is turned away
   */
  public static TransferLimit ofHeap(long heapBytes, Duration patience) {
    int mebibytes = (int) Math.min(MOST_MIB, heapBytes / MIB / SHARE_OF_HEAP);
    return new TransferLimit(new Room(mebibytes, UPLOAD_MIB, patience, "transfers"));
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
      return room.take(tenant.address(), cost);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(ProblemType.UNAVAILABLE, "The request was abandoned.", e);
    }
  }
}
