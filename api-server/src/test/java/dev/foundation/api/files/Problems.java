// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What tests of files expect to be refused. */
final class Problems {

  private Problems() {}

  static void assertProblem(ProblemType type, ThrowingCallable call) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(call)
        .satisfies(problem -> assertThat(problem.type()).isEqualTo(type));
  }
}
