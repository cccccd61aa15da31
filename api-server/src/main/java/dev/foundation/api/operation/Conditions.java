// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.operation;

import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import java.util.Optional;

/**
 * What a request demands of the version it meets, in the order of RFC 9110, 13.2.2.
 *
 * @param ifMatch its {@code If-Match}, if it sent one
 * @param ifNoneMatch its {@code If-None-Match}, if it sent one
 */
public record Conditions(Optional<EntityTags> ifMatch, Optional<EntityTags> ifNoneMatch) {

  /**
   * Those of this call.
   *
   * @throws ProblemException {@code invalid-request}
   */
  public static Conditions of(Call call) {
    return new Conditions(
        EntityTags.of(call.header("If-Match")), EntityTags.of(call.header("If-None-Match")));
  }

  /**
   * Whether the client has the version that it reads already.
   *
   * @throws ProblemException {@code precondition-failed} if it wants another one
   */
  public boolean knows(String etag) {
    if (ifMatch.filter(tags -> !tags.match(etag)).isPresent()) {
      throw new ProblemException(
          ProblemType.PRECONDITION_FAILED, "There is another version than If-Match names.");
    }
    return ifNoneMatch.filter(tags -> tags.matchWeakly(etag)).isPresent();
  }
}
