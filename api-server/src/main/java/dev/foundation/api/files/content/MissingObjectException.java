// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.content;

import java.io.IOException;
import java.io.Serial;

/** An object that should be there is not. */
public final class MissingObjectException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  /** With its cause, if the store told one. */
  public MissingObjectException(Throwable cause) {
    super("the object is not in the store", cause);
  }
}
