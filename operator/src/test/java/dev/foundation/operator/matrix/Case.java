// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix;

import dev.foundation.operator.matrix.wire.Gate;

/** One thing that goes wrong once. */
record Case(Scenario scenario, Side side, Gate.Aim aim) {

  @Override
  public String toString() {
    return "%s | %s | %s at %s #%d"
        .formatted(scenario, side, aim.fault(), aim.call(), aim.occurrence());
  }
}
