// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.SoleTest;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Wherever the operator or ACK dies or is let down, a workspace comes out as if it had not been. A
 * sample of the cases; {@code hack/crash-matrix} tries them all.
 */
@SoleTest
class CrashMatrixIT {

  private final OperatorStack stack;

  CrashMatrixIT(OperatorStack stack) {
    this.stack = stack;
  }

  @Test
  void everyCaseConvergesAndLeavesNothingTwiceOrBehind() {
    AtomicReference<Report> report = new AtomicReference<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Level usual = root.getLevel();
    // What dies complains of it, in thousands of lines.
    root.setLevel(Level.OFF);
    try {
      stack.aside(() -> report.set(new CrashMatrix(stack, Options.ofThisRun()).run()));
    } finally {
      root.setLevel(usual);
    }
    System.out.println(report.get().text());
    assertThat(report.get().outcomes()).isNotEmpty();
    assertThat(report.get().failures()).as(report.get().text()).isEmpty();
    assertThat(report.get().leftovers()).isEmpty();
    assertThat(report.get().breakdowns()).isEmpty();
  }
}
