// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix;

import dev.foundation.operator.matrix.wire.Gate;

/**
 * One thing that goes wrong once.
 *
 * @param killed whether it befalls a process of its own, which ends by SIGKILL
 */
record Case(Scenario scenario, Side side, Gate.Aim aim, boolean killed) {

  /** The same of a process of its own. */
  Case asKill() {
    return new Case(scenario, side, aim, true);
  }

  @Override
  public String toString() {
    return "%s | %s | %s at %s #%d%s"
        .formatted(
            scenario, side, aim.fault(), aim.call(), aim.occurrence(), killed ? " by SIGKILL" : "");
  }
}
