// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.publishing;

import dev.foundation.api.files.index.FileChange;
import dev.foundation.api.operation.EntityTags;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import java.util.Optional;

/**
 * The version a client means to change.
 *
 * @param ifMatch its {@code If-Match}, if it sent one
 */
public record Precondition(Optional<EntityTags> ifMatch) {

  /**
   * Demands that the client knows the version it changes.
   *
   * @throws ProblemException {@code precondition-required}, {@code precondition-failed}
   */
  public void requireOn(String etag) {
    EntityTags tags =
        ifMatch.orElseThrow(() ->
            new ProblemException(
                ProblemType.PRECONDITION_REQUIRED,
                "If-Match must name the version that is changed."));
    if (!tags.match(etag)) {
      throw failed();
    }
  }

  /**
   * Demands nothing where there is no version yet; then no {@code If-Match} holds.
   *
   * @throws ProblemException {@code precondition-failed}
   */
  public void requireOnNothing() {
    if (ifMatch.isPresent()) {
      throw failed();
    }
  }

  private static ProblemException failed() {
    return new ProblemException(
        ProblemType.PRECONDITION_FAILED, "The file is at another version than If-Match names.");
  }

  /**
   * Reports a change that did not happen.
   *
   * @throws ProblemException {@code precondition-failed}, {@code path-taken}, {@code conflict}
   */
  public static void require(FileChange.Outcome outcome) {
    switch (outcome) {
      case DONE -> {}
      case LOST_RACE -> throw failed();
      case PATH_TAKEN ->
          throw new ProblemException(ProblemType.PATH_TAKEN, "Another file has this path.");
      case CONTENDED ->
          throw new ProblemException(
              ProblemType.CONFLICT, "The file is being changed by others; try again.");
    }
  }
}
