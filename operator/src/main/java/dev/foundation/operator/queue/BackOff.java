// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.queue;

import io.javaoperatorsdk.operator.processing.retry.Retry;
import io.javaoperatorsdk.operator.processing.retry.RetryExecution;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long a failed pass waits: twice as long each time up to a cap, for ever, and each time by
 * chance up to half less, so that what failed together does not come back together.
 */
public final class BackOff implements Retry {

  private static final int MOST_DOUBLINGS = 30;

  private final Duration first;
  private final Duration longest;
  private final RandomGenerator random;

  /**
   * Waits between half of {@code first} and {@code longest}.
   *
   * @param longest neither it nor the first wait is zero
   */
  public BackOff(Duration first, Duration longest, RandomGenerator random) {
    this.first = first;
    this.longest = longest;
    this.random = random;
  }

  @Override
  public RetryExecution initExecution() {
    return new Execution();
  }

  private Duration full(int failures) {
    Duration doubled = first.multipliedBy(1L << Math.min(MOST_DOUBLINGS, failures));
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }

  /** The failures of one workspace since its last success. */
  private final class Execution implements RetryExecution {

    private int failures;

    @Override
    public Optional<Long> nextDelay() {
      long full = full(failures++).toMillis();
      return Optional.of(full - random.nextLong(full / 2 + 1));
    }

    @Override
    public int getAttemptCount() {
      return failures;
    }

    @Override
    public boolean isLastAttempt() {
      return false;
    }
  }
}
