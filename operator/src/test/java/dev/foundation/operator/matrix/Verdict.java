// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix;

import dev.foundation.operator.matrix.Problem.Kind;
import dev.foundation.operator.matrix.account.Footprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares what is on AWS with what must be there. */
final class Verdict {

  private Verdict() {}

  /**
   * What is wrong after a chapter; empty is nothing.
   *
   * @param settings null where they are not known yet
   */
  static List<Problem> of(
      Scenario scenario,
      Footprint before,
      Footprint after,
      @Nullable Map<String, String> settings) {
    List<Problem> problems = new ArrayList<>();
    Set<String> expected = scenario.expected(before.identities());
    expected.forEach(what -> {
      String was = before.identities().get(what);
      String is = after.identities().get(what);
      if (is == null || (was != null && !is.equals(scenario.identity(was)))) {
        problems.add(new Problem(Kind.WRONGLY_DELETED, what + " was " + was + ", is " + is));
      }
    });
    after
        .identities()
        .forEach((what, is) -> {
          if (!expected.contains(what)) {
            problems.add(
                new Problem(
                    what.startsWith("key ") ? Kind.DUPLICATED : Kind.LEAKED, what + " " + is));
          }
        });
    if (settings != null && !settings.equals(after.settings())) {
      problems.add(new Problem(Kind.WRONG_STATE, after.settings() + " instead of " + settings));
    }
    return problems;
  }
}
