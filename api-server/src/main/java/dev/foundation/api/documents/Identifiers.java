// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import java.time.Instant;

/** Makes the names that the server chooses. */
public interface Identifiers {

  /** An id for a document that is created now; no other document has it. */
  String documentId(Instant now);

  /** An etag; no other version has it. */
  String etag();
}
