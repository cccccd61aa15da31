// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.storage;

import dev.foundation.api.crypto.Sealed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of a document to its next version, with its entries in the collection's indexes.
 *
 * @param collection keyed hash of the collection, where it is listed unless it is deleted
 * @param before the record that must be current; null if there must be none
 * @param after the new current record
 * @param history the same version, encrypted as history
 */
public record DocumentChange(
    String collection, @Nullable StoredDocument before, StoredDocument after, Sealed history) {

  /** Tags that come. */
  public List<String> added() {
    return after.tags().stream().filter(tag -> !tagsBefore().contains(tag)).toList();
  }

  /** Tags that go. */
  public List<String> removed() {
    return tagsBefore().stream().filter(tag -> !after.tags().contains(tag)).toList();
  }

  private List<String> tagsBefore() {
    return before == null ? List.of() : before.tags();
  }

  /** How many items it writes or deletes: the current record, its history and index entries. */
  int items() {
    return 2 + added().size() + removed().size();
  }

  /** How many sealed bytes it writes. */
  long sealedBytes() {
    return (long) after.sealed().size() + after.name().size() + history.size();
  }
}
