// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.limits;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Lets so many requests of one workspace be served at a time, the others in the order in which they
 * came: a workspace that sends a hundred at once waits for itself and not the others for it.
 */
public final class Turns {

  private final int most;
  private final Duration patience;
  private final Map<String, Line> lines = new ConcurrentHashMap<>();

  /** The workspace's turns, and how many requests have or await one. */
  private record Line(Semaphore turns, int users) {}

  /** A request's turn; closing it lets the next one begin. */
  public interface Turn extends AutoCloseable {

    @Override
    void close();
  }

  /**
   * Nobody is being served yet.
   *
   * @param most requests of one workspace at a time, at least 1
   * @param patience how long a request waits for its turn
   */
  public Turns(int most, Duration patience) {
    this.most = most;
    this.patience = patience;
  }

  /**
   * Waits for a turn.
   *
   * @param workspace its address; null for a request of no workspace, which never waits
   * @throws ProblemException {@code too-many-requests} with {@code Retry-After} after the patience
   * @throws InterruptedException if the client went away meanwhile
   */
  public Turn take(@Nullable String workspace) throws InterruptedException {
    if (workspace == null) {
      return () -> {};
    }
    Semaphore turns = enter(workspace);
    boolean taken = false;
    try {
      taken = turns.tryAcquire(patience.toMillis(), MILLISECONDS);
    } finally {
      if (!taken) {
        leave(workspace);
      }
    }
    if (!taken) {
      throw new ProblemException(
          ProblemType.TOO_MANY_REQUESTS,
          "The workspace's members have too many requests under way.",
          Map.of("Retry-After", "1"));
    }
    return () -> {
      turns.release();
      leave(workspace);
    };
  }

  /** How many workspaces have requests under way. */
  int workspaces() {
    return lines.size();
  }

  private Semaphore enter(String workspace) {
    return lines
        .compute(
            workspace,
            (address, line) ->
                line == null
                    ? new Line(new Semaphore(most, true), 1)
                    : new Line(line.turns(), line.users() + 1))
        .turns();
  }

  private void leave(String workspace) {
    lines.computeIfPresent(
        workspace,
        (address, line) -> line.users() == 1 ? null : new Line(line.turns(), line.users() - 1));
  }
}
