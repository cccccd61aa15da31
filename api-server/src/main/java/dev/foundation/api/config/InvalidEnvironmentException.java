// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.config;

import java.io.Serial;
import java.util.List;

/** The environment cannot be used; the message lists every problem, one a line, no values. */
public final class InvalidEnvironmentException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  InvalidEnvironmentException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
  }
}
