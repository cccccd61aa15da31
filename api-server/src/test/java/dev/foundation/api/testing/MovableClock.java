// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is moved. */
public final class MovableClock extends Clock {

  private volatile Instant now;

  /** Stands at this RFC 3339 time. */
  public MovableClock(String now) {
    this.now = Instant.parse(now);
  }

  /** Moves it on, or back. */
  public void advance(Duration by) {
    now = now.plus(by);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
