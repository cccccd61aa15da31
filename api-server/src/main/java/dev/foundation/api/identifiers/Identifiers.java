// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.identifiers;

import java.time.Instant;

/** Makes the names that the server chooses. */
public interface Identifiers {

  /** An id for something that is created now; nothing else has it, later ones sort after it. */
  String id(Instant now);

  /** An etag; no other version has it. */
  String etag();
}
