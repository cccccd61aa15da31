// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto;

import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import java.io.Serial;

/** Stored data is not what was stored: the problem {@code integrity-failure}. */
public final class IntegrityException extends ProblemException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * A failed check.
   *
   * @param detail what was found, without any stored value
   */
  public IntegrityException(String detail) {
    super(ProblemType.INTEGRITY_FAILURE, detail);
  }

  /**
   * A failed check and the failure that showed it.
   *
   * @param detail what was found, without any stored value
   */
  public IntegrityException(String detail, Throwable cause) {
    super(ProblemType.INTEGRITY_FAILURE, detail, cause);
  }
}
