// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.limits;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** So many units for every workspace, given to its requests in the order in which they ask. */
public final class Shares {

  private final int units;
  private final Map<String, Line> lines = new ConcurrentHashMap<>();

  /** The workspace's units, and how many requests have or await some. */
  private record Line(Semaphore units, int users) {}

  /** Units that a request has until it closes this. */
  public interface Share extends AutoCloseable {

    @Override
    void close();
  }

  /**
   * Nobody has any yet.
   *
   * @param units of each workspace, at least 1
   */
  public Shares(int units) {
    this.units = units;
  }

  /**
   * Waits for units of the workspace.
   *
   * @param workspace its address
   * @param count at most all that a workspace has
   * @return empty after the patience
   * @throws InterruptedException if the client went away meanwhile
   */
  public Optional<Share> take(String workspace, int count, Duration patience)
      throws InterruptedException {
    Semaphore own = enter(workspace);
    boolean taken = false;
    try {
      taken = own.tryAcquire(count, patience.toMillis(), MILLISECONDS);
    } finally {
      if (!taken) {
        leave(workspace);
      }
    }
    if (!taken) {
      return Optional.empty();
    }
    return Optional.of(() -> {
      own.release(count);
      leave(workspace);
    });
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
                    ? new Line(new Semaphore(units, true), 1)
                    : new Line(line.units(), line.users() + 1))
        .units();
  }

  private void leave(String workspace) {
    lines.computeIfPresent(
        workspace,
        (address, line) -> line.users() == 1 ? null : new Line(line.units(), line.users() - 1));
  }
}
