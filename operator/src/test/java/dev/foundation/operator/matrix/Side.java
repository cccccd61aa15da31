// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix;

import dev.foundation.operator.matrix.wire.Fault;
import java.util.Arrays;
import java.util.List;

/** Which of the two processes a fault befalls. */
enum Side {
  OPERATOR,
  /** Not ours, so it only dies: how it bears the rest is its own affair. */
  ACK;

  List<Fault> faults() {
    return Arrays.stream(Fault.values())
        .filter(fault -> this == OPERATOR || fault.kills())
        .toList();
  }
}
