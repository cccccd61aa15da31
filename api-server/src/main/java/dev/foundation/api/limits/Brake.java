// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.limits;

import dev.foundation.api.limits.Shares.Share;
import io.netty.util.Timeout;
import io.netty.util.Timer;
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
  private final Timer timer;

  /**
   * Nobody is held yet.
   *
   * @param most requests of one workspace at a time, at least 1
   * @param pause how long each of them is held
   * @param timer tells when that is over, some time after
   */
  public Brake(int most, Duration pause, Timer timer) {
    this.places = new Shares(most);
    this.pause = pause;
    this.timer = timer;
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
      CountDownLatch over = new CountDownLatch(1);
      Timeout end =
          timer.newTimeout(now -> over.countDown(), pause.toMillis(), TimeUnit.MILLISECONDS);
      try (Share _ = place.get()) {
        over.await();
      } finally {
        end.cancel();
      }
    }
  }

  /** How many workspaces have requests that are held. */
  int workspaces() {
    return places.workspaces();
  }
}
