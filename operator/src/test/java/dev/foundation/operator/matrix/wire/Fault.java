// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix.wire;

/** What goes wrong with a call. */
public enum Fault {
  CRASH_BEFORE_SEND("crash before send", 1),
  RESPONSE_LOST("response lost", Fault.BEYOND_RETRIES),
  CRASH_AFTER("crash after", 1),
  ERROR_AFTER_COMMIT("5xx after commit", Fault.BEYOND_RETRIES),
  THROTTLE("throttle", Fault.BEYOND_RETRIES),
  STALL("stall", 1);

  /** More in a row than the SDK sends a call by itself, so that the operator gets to see it. */
  private static final int BEYOND_RETRIES = 4;

  private final String words;
  private final int times;

  Fault(String words, int times) {
    this.words = words;
    this.times = times;
  }

  /** How many calls in a row it hits. */
  int times() {
    return times;
  }

  /** Whether the process ends. */
  public boolean kills() {
    return this == CRASH_BEFORE_SEND || this == CRASH_AFTER;
  }

  @Override
  public String toString() {
    return words;
  }
}
