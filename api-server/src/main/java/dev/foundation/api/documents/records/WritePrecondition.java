// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.records;

import dev.foundation.api.operation.EntityTags;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a member knows of the document it writes (RFC 9110, 13).
 *
 * @param matches the versions one of which must be current; null to create only
 */
public record WritePrecondition(@Nullable EntityTags matches) {

  /**
   * The precondition of a PUT.
   *
   * @throws ProblemException {@code precondition-required}, {@code invalid-request}, and {@code
   *     precondition-failed} for both, which no document fulfils
   */
  public static WritePrecondition ofPut(Optional<String> ifMatch, Optional<String> ifNoneMatch) {
    if (ifNoneMatch.isEmpty()) {
      return ofChange(ifMatch);
    }
    if (EntityTags.of(ifNoneMatch).filter(EntityTags::any).isEmpty()) {
      throw new ProblemException(
          ProblemType.INVALID_REQUEST, "If-None-Match of a change can only be *.");
    }
    if (ifMatch.isPresent()) {
      throw failed();
    }
    return new WritePrecondition(null);
  }

  /**
   * The precondition of a change.
   *
   * @throws ProblemException {@code precondition-required}, {@code invalid-request}
   */
  public static WritePrecondition ofChange(Optional<String> ifMatch) {
    return EntityTags.of(ifMatch)
        .map(WritePrecondition::new)
        .orElseThrow(() ->
            new ProblemException(
                ProblemType.PRECONDITION_REQUIRED,
                "Changing a document needs If-Match, creating it If-None-Match: *."));
  }

  /**
   * Demands that it holds.
   *
   * @param etag of the live document; null if there is none
   * @throws ProblemException {@code precondition-failed}
   */
  void require(@Nullable String etag) {
    boolean holds = matches == null ? etag == null : etag != null && matches.match(etag);
    if (!holds) {
      throw failed();
    }
  }

  private static ProblemException failed() {
    return new ProblemException(
        ProblemType.PRECONDITION_FAILED, "The document is not at the version you name.");
  }
}
