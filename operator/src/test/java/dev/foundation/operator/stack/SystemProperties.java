// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.stack;

import java.util.HashMap;
import java.util.Map;

/** What a process is told by its environment is told to this one by properties, until the end. */
final class SystemProperties {

  private static final Map<String, String> BEFORE = new HashMap<>();

  private SystemProperties() {}

  static void set(String name, String value) {
    BEFORE.putIfAbsent(name, System.getProperty(name, ""));
    System.setProperty(name, value);
  }

  static void restore() {
    BEFORE.forEach((name, value) -> {
      if (value.isEmpty()) {
        System.clearProperty(name);
      } else {
        System.setProperty(name, value);
      }
    });
    BEFORE.clear();
  }
}
