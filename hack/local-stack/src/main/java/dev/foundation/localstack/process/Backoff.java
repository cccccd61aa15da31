// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.process;

import java.time.Duration;

/**
 * How long to wait before starting a dead process again.
 *
 * @param first the wait before the first restart; it doubles from one restart to the next
 * @param most the longest wait
 * @param stable how long a process must have lived for its next death to count as the first again
 */
public record Backoff(Duration first, Duration most, Duration stable) {

  /** Half a second at first, half a minute at most. */
  public static final Backoff STANDARD =
      new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(1));

  private static final int MOST_DOUBLINGS = 20;

  /** The wait before a restart; {@code deaths} counts those in a row, from 1. */
  public Duration delay(int deaths) {
    Duration doubled = first.multipliedBy(1L << Math.min(deaths - 1, MOST_DOUBLINGS));
    return doubled.compareTo(most) < 0 ? doubled : most;
  }
}
