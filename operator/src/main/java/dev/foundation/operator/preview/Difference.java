// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.preview;

/**
 * One field that would have another value.
 *
 * @param path dotted; an element of a list by its own name in brackets
 * @param before compact JSON, or {@link #ABSENT}
 * @param after the same
 */
public record Difference(String path, String before, String after) {

  static final String ABSENT = "(absent)";

  /** Whether AWS deletes something as soon as this is applied: no undo brings it back. */
  boolean destroysData() {
    return switch (path) {
      case "spec.bucket.noncurrentVersionExpirationDays" -> expiresSooner();
      case "spec.table.pointInTimeRecovery" -> "false".equals(after);
      default -> false;
    };
  }

  private boolean expiresSooner() {
    return !ABSENT.equals(after)
        && (ABSENT.equals(before) || Integer.parseInt(after) < Integer.parseInt(before));
  }
}
