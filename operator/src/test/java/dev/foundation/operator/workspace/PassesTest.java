// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class PassesTest {

  private final Passes passes = new Passes();

  private String pass() {
    return passes.run(() -> "passed", () -> "refused");
  }

  @Test
  void runsPassesUntilAStopBegins() {
    assertThat(pass()).isEqualTo("passed");
    assertThat(passes.isClosing()).isFalse();
    assertThat(passes.close(Duration.ZERO)).isTrue();
    assertThat(passes.isClosing()).isTrue();
    assertThat(pass()).isEqualTo("refused");
  }

  @Test
  void aStopWaitsForThePassUnderWayAndLetsNoOtherBegin() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    CompletableFuture<String> underWay =
        inBackground(() ->
            passes.run(
                () -> {
                  begun.countDown();
                  return awaited(mayEnd);
                },
                () -> "refused"));
    assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<Boolean> stop = inBackground(() -> passes.close(Duration.ofSeconds(5)));
    await().until(passes::isClosing);
    assertThat(pass()).isEqualTo("refused");
    assertThat(stop).isNotDone();
    mayEnd.countDown();
    assertThat(stop.get(5, TimeUnit.SECONDS)).isTrue();
    assertThat(underWay.get(5, TimeUnit.SECONDS)).isEqualTo("passed");
  }

  @Test
  void aStopGivesUpOnAPassThatDoesNotEnd() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    CompletableFuture<String> stuck =
        inBackground(() ->
            passes.run(
                () -> {
                  begun.countDown();
                  return awaited(mayEnd);
                },
                () -> "refused"));
    assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(passes.close(Duration.ofMillis(50))).isFalse();
    mayEnd.countDown();
    stuck.get(5, TimeUnit.SECONDS);
  }

  @Test
  void aPassThatFailsIsOverAllTheSame() {
    assertThatThrownBy(() ->
            passes.run(
                () -> {
                  throw new IllegalStateException("failed");
                },
                () -> "refused"))
        .hasMessage("failed");
    assertThat(passes.close(Duration.ZERO)).isTrue();
  }

  /** On a thread of its own: a small machine's common pool may have one only. */
  private static <T> CompletableFuture<T> inBackground(Supplier<T> task) {
    return CompletableFuture.supplyAsync(task, run -> Thread.ofVirtual().start(run));
  }

  private static String awaited(CountDownLatch latch) {
    try {
      return latch.await(5, TimeUnit.SECONDS) ? "passed" : "too late";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
