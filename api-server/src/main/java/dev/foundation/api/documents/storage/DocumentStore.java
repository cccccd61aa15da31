// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.storage;

import dev.foundation.api.crypto.Sealed;
import dev.foundation.api.idempotency.ReplayStore;
import dev.foundation.api.tenant.Tenant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a workspace's documents and every version they ever had.
 *
 * <p>Every method may throw the problem {@code unavailable}.
 */
public interface DocumentStore extends ReplayStore {

  /** The current record, tombstones included, as of all finished changes. */
  Optional<StoredDocument> find(Tenant tenant, String key);

  /**
   * The current records that there are of these, in no particular order, as of all finished
   * changes.
   */
  List<StoredDocument> findAll(Tenant tenant, List<String> keys);

  /** One version of a document, a tombstone perhaps. */
  Optional<StoredVersion> findVersion(Tenant tenant, String key, long version);

  /**
   * Versions of a document, newest first.
   *
   * @param below only versions less than this
   * @param limit the most of them, at least 1; fewer where they are large, but one if there is one
   */
  List<StoredVersion> versions(Tenant tenant, String key, long below, int limit);

  /** Makes all changes with their history and the replay record, or nothing of it. */
  DocumentTransaction.Outcome apply(Tenant tenant, DocumentTransaction transaction);

  /**
   * Ends a document: its current record goes and the replay record comes, or nothing of it. Its
   * history stays until {@link #eraseHistory}, and nothing is created in its place before.
   */
  DocumentTransaction.Outcome remove(Tenant tenant, DocumentRemoval removal);

  /**
   * Erases every version of a document that has ended, newest first; leaves alone what has a
   * current record.
   *
   * @return whether there was anything to erase
   */
  boolean eraseHistory(Tenant tenant, String key);

  /**
   * Makes a collection known; a known one stays as it is.
   *
   * @param collection keyed hash of the collection
   * @param name its name, encrypted
   */
  void registerCollection(Tenant tenant, String collection, Sealed name);

  /**
   * Known collections in the order of their hashes.
   *
   * @param after only collections with a greater hash
   * @param limit the most of them, at least 1
   */
  List<StoredCollection> collections(Tenant tenant, Optional<String> after, int limit);

  /**
   * A page of a collection without its tombstones. A page ends early at {@code
   * StoredPage.MOST_BYTES}. Walking the pages shows every document that exists throughout exactly
   * once, whatever else is created meanwhile.
   */
  StoredPage list(Tenant tenant, ListingQuery query);
}
