// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.bench;

import dev.foundation.localstack.stack.AwsCell;
import dev.foundation.operator.plan.Cell;
import dev.foundation.operator.plan.ResourceNames;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of many workspaces that differ in their names alone.
 *
 * @param name of the workspace, and its foundation's id
 * @param awsName of its table, bucket, role and policy
 * @param keyId of its key
 */
record Twin(String name, String awsName, String keyId) {

  static final String NAMESPACE = "bench";

  private static final String PREFIX = "bench-";
  private static final String KEY_PREFIX = "be9c4000-0000-4000-8000-000000";
  private static final Pattern NAMES =
      Pattern.compile("(?:%s|%s)([0-9]{6})".formatted(PREFIX, KEY_PREFIX));

  /** The twin of this number, of six digits at most. */
  static Twin of(int number, Cell cell) {
    String digits = String.format(Locale.ROOT, "%06d", number);
    return of(PREFIX + digits, KEY_PREFIX + digits, cell);
  }

  private static Twin of(String name, String keyId, Cell cell) {
    String awsName = ResourceNames.of(name, AwsCell.CONTROL_PLANE, cell, NAMESPACE, name).name();
    return new Twin(name, awsName, keyId);
  }

  /** The same with the key that was really made for it. */
  Twin withKey(String id) {
    return new Twin(name, awsName, id);
  }

  /** The number of the twin that a text speaks of; empty if it speaks of none. */
  static Optional<Integer> numberIn(String text) {
    Matcher named = NAMES.matcher(text);
    return named.find() ? Optional.of(Integer.valueOf(named.group(1))) : Optional.empty();
  }

  /** What is said of this one, said of another. */
  String saidOf(Twin other, String text) {
    return text.replace(awsName, other.awsName)
        .replace(name, other.name)
        .replace(keyId, other.keyId);
  }
}
