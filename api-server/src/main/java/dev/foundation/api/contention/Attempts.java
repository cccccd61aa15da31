// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.contention;

import dev.foundation.api.problem.ProblemException;
import java.util.Optional;
import java.util.function.Supplier;

/** Whoever loses a race looks again, and so learns whether the precondition still holds. */
public final class Attempts {

  private static final int MOST = 5;

  private Attempts() {}

  /**
   * The result of the first attempt that has one.
   *
   * @param attempt looks anew each time; empty if others came first
   * @param contended what is thrown if none of a few has a result
   */
  public static <T> T until(Supplier<Optional<T>> attempt, Supplier<ProblemException> contended) {
    for (int i = 0; i < MOST; i++) {
      Optional<T> result = attempt.get();
      if (result.isPresent()) {
        return result.get();
      }
    }
    throw contended.get();
  }
}
