// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http.body;

import java.time.Duration;

/**
 * Until when a client must be done.
 *
 * @param since by {@code System.nanoTime}
 * @param nanoseconds that it has from then on
 */
record Deadline(long since, long nanoseconds) {

  /** In some three hundred years. */
  static final Deadline NONE = new Deadline(System.nanoTime(), Long.MAX_VALUE);

  /** So long from now. */
  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime(), time.toNanos());
  }

  /** Nanoseconds that are left; less than one if it has passed. */
  long left() {
    return nanoseconds - (System.nanoTime() - since);
  }
}
