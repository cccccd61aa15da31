// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SideBySideTest {

  @Test
  void runsPartsAtTheSameTimeAndGivesTheirResults() {
    CountDownLatch both = new CountDownLatch(2);
    try (SideBySide parts = new SideBySide()) {
      Supplier<String> one = parts.begin(() -> meet(both, "one"));
      Supplier<Integer> two = parts.begin(() -> meet(both, 2));
      parts.await();
      assertThat(one.get()).isEqualTo("one");
      assertThat(two.get()).isEqualTo(2);
    }
  }

  @Test
  void callsTheOthersOffWhenOneFails() {
    AtomicBoolean calledOff = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(1);
    assertThatThrownBy(
            () -> {
              try (SideBySide parts = new SideBySide()) {
                parts.begin(() -> waitForEver(begun, calledOff));
                parts.begin(() -> {
                  await(begun);
                  throw new IllegalArgumentException("no port");
                });
                parts.await();
              }
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no port");
    assertThat(calledOff).isTrue();
  }

  @Test
  void callsEveryPartOffWhenItIsCalledOffItself() {
    AtomicBoolean calledOff = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(1);
    assertThatThrownBy(
            () -> {
              try (SideBySide parts = new SideBySide()) {
                parts.begin(() -> waitForEver(begun, calledOff));
                await(begun);
                Thread.currentThread().interrupt();
                parts.await();
              }
            })
        .hasMessage("called off");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(calledOff).isTrue();
  }

  private static <T> T meet(CountDownLatch both, T result) {
    both.countDown();
    await(both);
    return result;
  }

  private static boolean waitForEver(CountDownLatch begun, AtomicBoolean calledOff) {
    begun.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      calledOff.set(true);
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
