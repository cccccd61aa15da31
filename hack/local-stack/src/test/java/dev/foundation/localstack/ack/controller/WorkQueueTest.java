// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.foundation.localstack.ack.kube.ResourceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WorkQueueTest {

  private static final ResourceKey ONE = new ResourceKey("ns", "one");
  private static final ResourceKey TWO = new ResourceKey("ns", "two");

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final WorkQueue queue = new WorkQueue(timer);

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  @Test
  void holdsAKeyOnce() throws InterruptedException {
    queue.add(ONE);
    queue.add(ONE);
    queue.add(TWO);
    assertThat(queue.take()).isEqualTo(ONE);
    assertThat(queue.take()).isEqualTo(TWO);
  }

  @Test
  void givesAKeyAgainOnlyWhenItsWorkIsDone() throws InterruptedException {
    queue.add(ONE);
    queue.take();
    queue.add(ONE);
    queue.add(TWO);
    assertThat(queue.take()).isEqualTo(TWO);
    queue.done(ONE);
    assertThat(queue.take()).isEqualTo(ONE);
  }

  @Test
  void letsTheEarlierOfTwoDelaysHold() {
    queue.addAfter(ONE, Duration.ofMinutes(5));
    queue.addAfter(ONE, Duration.ofMillis(1));
    queue.addAfter(ONE, Duration.ofMinutes(5));
    await()
        .until(() -> CompletableFuture.supplyAsync(this::take), taken -> ONE.equals(taken.join()));
  }

  @Test
  void waitsTwiceAsLongAfterEveryFailureUntilItIsForgotten() throws InterruptedException {
    Duration third = failures(7);
    queue.forget(ONE);
    Duration first = failures(1);
    assertThat(third).isGreaterThanOrEqualTo(Duration.ofMillis(5 * 64));
    assertThat(first).isLessThan(third);
  }

  /** How long the key is away after so many failures in a row. */
  private Duration failures(int count) throws InterruptedException {
    Duration last = Duration.ZERO;
    for (int i = 0; i < count; i++) {
      Instant failed = Instant.now();
      queue.addWithBackoff(ONE);
      queue.done(queue.take());
      last = Duration.between(failed, Instant.now());
    }
    return last;
  }

  private ResourceKey take() {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
