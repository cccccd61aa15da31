// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition that nobody announces, such as a port of another process. */
public final class Poll {

  private static final Duration INTERVAL = Duration.ofMillis(50);

  private Poll() {}

  /**
   * Asks until the answer is yes.
   *
   * @return whether the condition held within the given time; false at once when interrupted
   */
  public static boolean until(BooleanSupplier condition, Duration within) {
    return until(condition, within, INTERVAL);
  }

  /** The same for what is costly to ask, so that it is not asked more often than this. */
  public static boolean until(BooleanSupplier condition, Duration within, Duration every) {
    long deadline = System.nanoTime() + within.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(every.toNanos());
    }
    return true;
  }
}
