// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import dev.foundation.api.documents.records.DocumentProblems;
import java.util.Optional;
import java.util.function.Supplier;

/** Whoever loses a race looks again, and so learns whether the precondition still holds. */
final class Attempts {

  private static final int MOST = 5;

  private Attempts() {}

  /**
   * The result of the first attempt that has one.
   *
   * @throws dev.foundation.api.problem.ProblemException {@code conflict} if none of a few has
   */
  static <T> T until(Supplier<Optional<T>> attempt) {
    for (int i = 0; i < MOST; i++) {
      Optional<T> result = attempt.get();
      if (result.isPresent()) {
        return result.get();
      }
    }
    throw DocumentProblems.contended();
  }
}
