// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.logging;

import java.util.StringJoiner;

/** A failure as logs may show it: classes and places, no messages. */
public final class Failures {

  private static final int FRAMES = 12;

  private Failures() {}

  /** The classes of the failure and its causes, each with where it arose. */
  public static String trace(Throwable failure) {
    StringJoiner text = new StringJoiner(" <- ");
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      StringJoiner frames = new StringJoiner(", ", cause.getClass().getName() + " [", "]");
      StackTraceElement[] stack = cause.getStackTrace();
      for (int i = 0; i < Math.min(FRAMES, stack.length); i++) {
        frames.add(stack[i].toString());
      }
      text.add(frames.toString());
    }
    return text.toString();
  }
}
