// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import dev.foundation.api.crypto.CursorCodec;
import dev.foundation.api.documents.sealing.SealedDocuments;
import dev.foundation.api.documents.storage.DocumentStore;
import dev.foundation.api.documents.storage.StoredCollection;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.crds.contract.Permission;
import java.util.List;
import java.util.Optional;

/** Lists the collections of a workspace page by page, in an order that says nothing. */
public final class CollectionListing {

  private static final String SCOPE = "listCollections";

  private final DocumentStore store;
  private final SealedDocuments sealed;
  private final CursorCodec cursors;

  /** A listing of this store. */
  public CollectionListing(DocumentStore store, SealedDocuments sealed, CursorCodec cursors) {
    this.store = store;
    this.sealed = sealed;
    this.cursors = cursors;
  }

  /**
   * A page of names.
   *
   * @param next the cursor of the page after; empty on the last
   */
  record Page(List<String> names, Optional<String> next) {}

  /**
   * Collections that somebody ever wrote to.
   *
   * @param limit the most names in the page, at least 1
   * @throws dev.foundation.api.problem.ProblemException {@code permission-denied}, {@code
   *     invalid-cursor}, {@code integrity-failure}, {@code unavailable}
   */
  Page list(Tenant tenant, Optional<String> cursor, int limit) {
    tenant.require(Permission.DOCUMENTS_READ);
    Optional<String> after = cursor.map(text -> cursors.decode(tenant, SCOPE, text));
    List<StoredCollection> found = store.collections(tenant, after, limit + 1);
    List<StoredCollection> page = found.subList(0, Math.min(limit, found.size()));
    List<String> names =
        page.stream().map(stored -> sealed.openCollection(tenant, stored)).toList();
    return new Page(
        names,
        found.size() > limit
            ? Optional.of(cursors.encode(tenant, SCOPE, page.getLast().collection()))
            : Optional.empty());
  }
}
