// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timer;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BrakeTest {

  private final Timer timer = new HashedWheelTimer();
  private final Brake brake = new Brake(1, Duration.ofMinutes(1), timer);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void stop() {
    timer.stop();
  }

  private Future<?> held(String workspace) {
    return threads.submit(() -> {
      brake.hold(workspace);
      return null;
    });
  }

  @Test
  void holdsSoManyOfAWorkspaceAndRefusesTheOthersAtOnce() throws Exception {
    Future<?> first = held("foundations.acme");
    await().until(() -> brake.workspaces() == 1);

    brake.hold("foundations.acme");
    Future<?> other = held("foundations.globex");
    await().until(() -> brake.workspaces() == 2);
    assertThat(first.isDone()).isFalse();
    assertThat(other.isDone()).isFalse();
    threads.shutdownNow();
  }

  @Test
  void holdsNoPlaceForWhoWentAway() {
    Future<?> gone = held("foundations.acme");
    await().until(() -> brake.workspaces() == 1);
    gone.cancel(true);
    await().until(() -> brake.workspaces() == 0);
  }

  @Test
  void letsGoAfterThePause() throws Exception {
    new Brake(1, Duration.ofMillis(1), timer).hold("foundations.acme");
  }
}
