// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.publishing;

import dev.foundation.api.files.index.FileChange;
import dev.foundation.api.operation.Conditions;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;

/**
 * The version a client means to change.
 *
 * @param conditions of its request
 */
public record Precondition(Conditions conditions) {

  /**
   * Demands that the client knows the version it changes.
   *
   * @throws ProblemException {@code precondition-required}, {@code precondition-failed}
   */
  public void requireOn(String etag) {
    if (conditions.knows(etag)) {
      throw failed();
    }
    if (conditions.ifMatch().isEmpty()) {
      throw new ProblemException(
          ProblemType.PRECONDITION_REQUIRED, "If-Match must name the version that is changed.");
    }
  }

  /**
   * Demands nothing where there is no version yet; then no {@code If-Match} holds.
   *
   * @throws ProblemException {@code precondition-failed}
   */
  public void requireOnNothing() {
    if (conditions.ifMatch().isPresent()) {
      throw failed();
    }
  }

  private static ProblemException failed() {
    return new ProblemException(
        ProblemType.PRECONDITION_FAILED, "The file is not at the version that you name.");
  }

  /**
   * Reports a change that did not happen.
   *
   * @throws ProblemException {@code path-taken}, {@code conflict}
   */
  public static void require(FileChange.Outcome outcome) {
    switch (outcome) {
      case DONE -> {}
      case PATH_TAKEN ->
          throw new ProblemException(ProblemType.PATH_TAKEN, "Another file has this path.");
      case LOST_RACE, CONTENDED -> throw FileProblems.contended();
    }
  }
}
