// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The chapters of a workspace's life, in the order in which one leads to the next. */
enum Scenario {
  CREATE("create"),
  UPDATE("update"),
  DELETE_RETAIN("delete, Retain"),
  UNDO("undo"),
  DELETE_DELETE("delete, Delete");

  private static final Set<String> MADE =
      Set.of("key 1", "alias", "table", "key table", "bucket", "role", "policy", "group");

  private final String words;

  Scenario(String words) {
    this.words = words;
  }

  /** What the platform engineer does. */
  void act(Subject subject) {
    switch (this) {
      case CREATE -> subject.create();
      case UPDATE -> subject.update();
      case UNDO -> subject.createAsUpdated();
      case DELETE_RETAIN, DELETE_DELETE -> subject.delete();
    }
  }

  /** Whether a life whose last chapter was that one goes through this, as nothing may be left. */
  boolean mustFollow(Scenario last) {
    return this == DELETE_DELETE || (this == UNDO && last == DELETE_RETAIN);
  }

  /** Whether the operator says that it has done its part, and ACK, too. */
  boolean isDone(Subject subject) {
    return switch (this) {
      case CREATE, UPDATE, UNDO -> subject.isSettled();
      case DELETE_RETAIN, DELETE_DELETE -> subject.isGone();
    };
  }

  /** What must be there afterwards, given what was there before. */
  Set<String> expected(Map<String, String> before) {
    Set<String> expected = new TreeSet<>(before.keySet());
    switch (this) {
      case CREATE -> expected.addAll(MADE);
      case UPDATE -> expected.add("group.viewers");
      case DELETE_RETAIN, UNDO -> {}
      case DELETE_DELETE -> expected.retainAll(Set.of("key 1"));
    }
    return expected;
  }

  /** How a thing that stays is known afterwards. */
  String identity(String before) {
    return this == DELETE_DELETE ? before.replace("Enabled", "PendingDeletion") : before;
  }

  @Override
  public String toString() {
    return words;
  }
}
