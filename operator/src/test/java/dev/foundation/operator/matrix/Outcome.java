// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix;

import java.time.Duration;
import java.util.List;

/**
 * What came of a case.
 *
 * @param where the namespace in which it was tried
 * @param reached whether the call was made, so that the fault could hit it
 * @param convergence from the last fault until everything was as it should be
 */
record Outcome(
    Case tried, String where, boolean reached, Duration convergence, List<Problem> problems) {

  boolean isGood() {
    return problems.isEmpty();
  }

  long count(Problem.Kind kind) {
    return problems.stream().filter(problem -> problem.kind() == kind).count();
  }
}
