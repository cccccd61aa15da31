// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.preview;

import java.util.List;

/**
 * What would happen to one thing.
 *
 * @param name the AWS name, or the object's
 * @param note a sentence for people, or empty
 */
public record Change(
    Action action, String kind, String name, List<Difference> differences, String note) {

  /** From nothing to the worst. */
  public enum Action {
    NONE("="),
    CHANGE("~"),
    ADOPT("<"),
    CREATE("+"),
    /** The object goes, and what it stands for stays on AWS. */
    RELEASE(">"),
    /** The operator would leave it alone and say why. */
    BLOCKED("!"),
    DESTROY("-");

    private final String sign;

    Action(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }
  }

  static Change of(Action action, String kind, String name, String note) {
    return new Change(action, kind, name, List.of(), note);
  }

  /** A change where there are differences. */
  static Change of(String kind, String name, List<Difference> differences) {
    Action action = differences.isEmpty() ? Action.NONE : Action.CHANGE;
    return new Change(action, kind, name, differences, "");
  }

  /** Whether data goes that no undo brings back. */
  public boolean destroysData() {
    return action == Action.DESTROY || differences.stream().anyMatch(Difference::destroysData);
  }
}
