// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.limits;

import dev.foundation.api.limits.Shares.Share;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What the requests of all workspaces together may take of something, one workspace's half of it at
 * most, so that hers, however slow, leave the others theirs.
 */
public final class Room {

  private static final int SHARE_OF_WORKSPACE = 2;
  private static final Map<String, String> SOON = Map.of("Retry-After", "2");

  private final Semaphore all;
  private final Shares workspaces;
  private final Duration patience;
  private final String what;

  /**
   * Nobody has any of it yet.
   *
   * @param units of all workspaces together; where it is less, as many as the largest takes
   * @param largest the most units that one request takes, at least 1
   * @param patience how long a request waits for its workspace's others, and then for all others,
   *     before it is turned away
   * @param what of which there are too many, in the plural
   */
  public Room(int units, int largest, Duration patience, String what) {
    this.all = new Semaphore(Math.max(units, largest), true);
    this.workspaces = new Shares(Math.max(units / SHARE_OF_WORKSPACE, largest));
    this.patience = patience;
    this.what = what;
  }

  /**
   * Units for one request, until they are closed.
   *
   * @param workspace its address
   * @param count at most the largest
   * @throws ProblemException {@code too-many-requests} when the workspace has none in time, {@code
   *     unavailable} when all have none together
   * @throws InterruptedException if the client went away meanwhile
   */
  public Share take(String workspace, int count) throws InterruptedException {
    Share own =
        workspaces
            .take(workspace, count, patience)
            .orElseThrow(() ->
                new ProblemException(
                    ProblemType.TOO_MANY_REQUESTS,
                    "The workspace's members have too many " + what + " under way.",
                    SOON));
    boolean taken = false;
    try {
      taken = all.tryAcquire(count, patience.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      if (!taken) {
        own.close();
      }
    }
    if (!taken) {
      throw new ProblemException(
          ProblemType.UNAVAILABLE, "Too many " + what + " are under way.", SOON);
    }
    return () -> {
      all.release(count);
      own.close();
    };
  }
}
