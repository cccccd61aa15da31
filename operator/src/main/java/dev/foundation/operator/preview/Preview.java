// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.preview;

import dev.foundation.operator.preview.Change.Action;
import java.util.List;

/**
 * Everything that would happen to one workspace.
 *
 * @param title names the workspace, its cell and its foundation
 * @param notes what the reader must know beside the changes
 */
public record Preview(String title, List<Change> changes, List<String> notes) {

  /** Nothing would change. */
  public static final int UNCHANGED = 0;

  /** It would be refused, or the operator would leave something alone. */
  public static final int REFUSED = 1;

  /** Something would change, and no data would go. */
  public static final int CHANGES = 2;

  /** Data would go that no undo brings back. */
  public static final int DESTROYS = 3;

  /** For pipelines. */
  public int exitCode() {
    if (count(Action.BLOCKED) > 0) {
      return REFUSED;
    }
    if (changes.stream().anyMatch(Change::destroysData)) {
      return DESTROYS;
    }
    return changes.stream().allMatch(change -> change.action() == Action.NONE)
        ? UNCHANGED
        : CHANGES;
  }

  /** As people read it, each line ended. */
  public String text() {
    StringBuilder text = new StringBuilder(title).append('\n');
    notes.forEach(note -> text.append("  note: ").append(note).append('\n'));
    for (Change change : changes) {
      text.append("  %s %s %s".formatted(change.action().sign(), change.kind(), change.name()));
      text.append(change.note().isEmpty() ? "" : ": " + change.note()).append('\n');
      for (Difference one : change.differences()) {
        text.append("      %s: %s -> %s".formatted(one.path(), one.before(), one.after()));
        text.append(one.destroysData() ? "  (destroys data)" : "").append('\n');
      }
    }
    return text.append(summary()).append('\n').toString();
  }

  private String summary() {
    return "Plan: %d to create, %d to adopt, %d to change, %d to release, %d to destroy, %d left alone, %d unchanged."
        .formatted(
            count(Action.CREATE),
            count(Action.ADOPT),
            count(Action.CHANGE),
            count(Action.RELEASE),
            count(Action.DESTROY),
            count(Action.BLOCKED),
            count(Action.NONE));
  }

  private long count(Action action) {
    return changes.stream().filter(change -> change.action() == action).count();
  }
}
