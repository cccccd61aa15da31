// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.limits;

import dev.foundation.api.limits.Shares.Share;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many requests of one workspace be served at a time, the others in the order in which they
 * came: a workspace that sends a hundred at once waits for itself and not the others for it.
 */
public final class Turns {

  private final Shares shares;
  private final Duration patience;

  /**
   * Nobody is being served yet.
   *
   * @param most requests of one workspace at a time, at least 1
   * @param patience how long a request waits for its turn
   */
  public Turns(int most, Duration patience) {
    this.shares = new Shares(most);
    this.patience = patience;
  }

  /**
   * Waits for a turn; closing it lets the next one begin.
   *
   * @param workspace its address; null for a request of no workspace, which never waits
   * @throws ProblemException {@code too-many-requests} with {@code Retry-After} after the patience
   * @throws InterruptedException if the client went away meanwhile
   */
  public Share take(@Nullable String workspace) throws InterruptedException {
    if (workspace == null) {
      return () -> {};
    }
    return shares
        .take(workspace, 1, patience)
        .orElseThrow(() ->
            new ProblemException(
                ProblemType.TOO_MANY_REQUESTS,
                "The workspace's members have too many requests under way.",
                Map.of("Retry-After", "1")));
  }

  /** How many workspaces have requests under way. */
  int workspaces() {
    return shares.workspaces();
  }
}
