// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.storage;

import dev.foundation.api.crypto.Sealed;
import java.time.Instant;
import java.util.List;

/**
 * A document's current record as the store keeps it.
 *
 * @param key keyed hash of collection and id
 * @param version 1 for the first content, then one more with every change
 * @param etag random for every version
 * @param sealed the document, encrypted as current
 * @param name collection and id, encrypted
 * @param createdAt milliseconds; decides the place in the listing
 * @param updatedAt milliseconds
 * @param deleted a tombstone: kept, not listed
 * @param tags under which it stands in the indexes of its collection
 */
public record StoredDocument(
    String key,
    long version,
    String etag,
    Sealed sealed,
    Sealed name,
    Instant createdAt,
    Instant updatedAt,
    boolean deleted,
    List<String> tags) {

  public StoredDocument {
    tags = List.copyOf(tags);
  }
}
