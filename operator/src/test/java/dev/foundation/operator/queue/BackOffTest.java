// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.javaoperatorsdk.operator.processing.retry.RetryExecution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackOffTest {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private static RetryExecution execution(long seed) {
    return new BackOff(FIRST, LONGEST, new Random(seed)).initExecution();
  }

  private static List<Duration> delays(RetryExecution execution, int count) {
    List<Duration> delays = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      delays.add(Duration.ofMillis(execution.nextDelay().orElseThrow()));
    }
    return delays;
  }

  @Test
  void doublesUpToItsCapWithUpToHalfLessByChance() {
    List<Duration> delays = delays(execution(1), 20);
    for (int i = 0; i < delays.size(); i++) {
      Duration full = i < 9 ? FIRST.multipliedBy(1L << i) : LONGEST;
      full = full.compareTo(LONGEST) < 0 ? full : LONGEST;
      assertThat(delays.get(i)).isBetween(full.dividedBy(2), full);
    }
  }

  /** Half an hour of failures, and the next attempt is at most five minutes away. */
  @Test
  void outlastsAnOutageOfHalfAnHour() {
    RetryExecution execution = execution(2);
    Duration passed = Duration.ZERO;
    while (passed.compareTo(Duration.ofMinutes(30)) < 0) {
      assertThat(execution.isLastAttempt()).isFalse();
      passed = passed.plus(delays(execution, 1).getFirst());
    }
    assertThat(passed).isLessThanOrEqualTo(Duration.ofMinutes(35));
    assertThat(execution.getAttemptCount()).isBetween(14, 25);
  }

  @Test
  void neverEnds() {
    RetryExecution execution = execution(3);
    assertThat(delays(execution, 10_000)).allMatch(delay -> delay.compareTo(LONGEST) <= 0);
    assertThat(execution.isLastAttempt()).isFalse();
  }

  @Test
  void whatFailedTogetherComesBackApart() {
    assertThat(delays(execution(4), 5)).isNotEqualTo(delays(execution(5), 5));
  }
}
