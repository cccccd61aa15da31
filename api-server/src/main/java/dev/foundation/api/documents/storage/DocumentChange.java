// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.storage;

import dev.foundation.api.crypto.Sealed;
import org.jspecify.annotations.Nullable;

/**
 * One step of a document to its next version.
 *
 * @param collection keyed hash of the collection, where it is listed unless it is deleted
 * @param before the record that must be current; null if there must be none
 * @param after the new current record
 * @param history the same version, encrypted as history
 */
public record DocumentChange(
    String collection, @Nullable StoredDocument before, StoredDocument after, Sealed history) {

  /** How many items it writes or deletes: the current record and its history. */
  int items() {
    return 2;
  }

  /** How many sealed bytes it writes. */
  long sealedBytes() {
    return (long) after.sealed().size() + after.name().size() + history.size();
  }
}
