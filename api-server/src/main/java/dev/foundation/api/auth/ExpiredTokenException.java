// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.auth;

import com.nimbusds.jwt.proc.BadJWTException;
import java.io.Serial;

/** The token was good once. */
final class ExpiredTokenException extends BadJWTException {

  @Serial private static final long serialVersionUID = 1L;

  ExpiredTokenException() {
    super("expired");
  }
}
