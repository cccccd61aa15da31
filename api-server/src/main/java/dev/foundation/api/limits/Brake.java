// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.limits;

import dev.foundation.api.limits.Shares.Share;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Holds a workspace's refused requests for a moment, so many of them at a time: who asks again and
 * again on the same connections is slowed down, and the others do not pay for the refusals.
 */
public final class Brake {

  private final Shares places;
  private final Duration pause;

  /**
   * Nobody is held yet.
   *
   * @param most requests of one workspace at a time, at least 1
   * @param pause how long each of them is held
   */
  public Brake(int most, Duration pause) {
    this.places = new Shares(most);
    this.pause = pause;
  }

  /**
   * Returns after the pause, or at once where so many of the workspace's requests are held already.
   *
   * @param workspace its address
   * @throws InterruptedException if the client went away meanwhile
   */
  public void hold(String workspace) throws InterruptedException {
    Optional<Share> place = places.take(workspace, 1, Duration.ZERO);
    if (place.isPresent()) {
      try (Share _ = place.get()) {
        // Nothing is waited for but the time.
        boolean _ = new CountDownLatch(1).await(pause.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  /** How many workspaces have requests that are held. */
  int workspaces() {
    return places.workspaces();
  }
}
