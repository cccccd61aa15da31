// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http.body;

import java.util.concurrent.TimeUnit;

/** How much longer one client is waited for. */
final class Patience {

  private final long most;
  private final int bytesPerSecond;
  private long left;

  Patience(Pace pace) {
    this.most = pace.time().toNanos();
    this.bytesPerSecond = pace.bytesPerSecond();
    this.left = most;
  }

  /** Nanoseconds; less than one if it has come to its end. */
  long left() {
    return left;
  }

  /**
   * After a wait of so long for so many bytes.
   *
   * @param bytes so few that they are counted by an int
   */
  void spent(long nanoseconds, int bytes) {
    long won = bytesPerSecond == 0 ? 0 : bytes * TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
    left = Math.min(most, left - nanoseconds + won);
  }
}
