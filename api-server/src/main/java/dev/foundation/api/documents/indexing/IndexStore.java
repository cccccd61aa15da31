// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.indexing;

import dev.foundation.api.documents.storage.DocumentTransaction.Outcome;
import dev.foundation.api.documents.storage.StoredDocument;
import dev.foundation.api.tenant.Tenant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps which fields are indexed, and finds documents by their tags. Entries are written and
 * removed with the documents themselves, by their store.
 *
 * <p>Every method may throw the problem {@code unavailable}.
 */
public interface IndexStore {

  /**
   * The indexes of a collection, as of all finished changes.
   *
   * @param collection keyed hash of the collection
   */
  Optional<StoredIndexes> find(Tenant tenant, String collection);

  /**
   * Replaces the indexes of a collection.
   *
   * @param next its revision is one more than the one that must be current; 1 if there must be none
   * @return false if another revision is current
   */
  boolean replace(Tenant tenant, String collection, StoredIndexes next);

  /**
   * Documents under a tag as of all finished changes, newest first.
   *
   * @param from only places up to this one, which is included
   * @param limit the most of them, at least 1
   */
  List<IndexEntry> entries(Tenant tenant, String tag, Optional<String> from, int limit);

  /**
   * Puts a document under other tags than it stands under, without a new version.
   *
   * @param document as it is now
   * @return {@code LOST_RACE} if it is not any more
   */
  Outcome retag(Tenant tenant, StoredDocument document, List<String> tags);
}
