// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import dev.foundation.api.crypto.CursorCodec;
import dev.foundation.api.documents.records.Document;
import dev.foundation.api.documents.records.DocumentRecords;
import dev.foundation.api.documents.records.DocumentRecords.Current;
import dev.foundation.api.documents.sealing.DocumentAddress;
import dev.foundation.api.documents.sealing.SealedDocuments;
import dev.foundation.api.documents.storage.DocumentStore;
import dev.foundation.api.documents.storage.ListingQuery;
import dev.foundation.api.documents.storage.StoredDocument;
import dev.foundation.api.documents.storage.StoredPage;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.crds.contract.Permission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists a collection page by page. */
public final class DocumentListing {

  private final DocumentStore store;
  private final SealedDocuments sealed;
  private final DocumentRecords records;
  private final CursorCodec cursors;

  /** A listing of this store. */
  public DocumentListing(
      DocumentStore store, DocumentRecords records, SealedDocuments sealed, CursorCodec cursors) {
    this.store = store;
    this.sealed = sealed;
    this.records = records;
    this.cursors = cursors;
  }

  /**
   * What to list; a cursor belongs to one collection, order and {@code createdAfter}.
   *
   * @param limit the most documents in the page, at least 1
   */
  public record Request(
      String collection,
      ListingQuery.Order order,
      Optional<Instant> createdAfter,
      Optional<String> cursor,
      int limit) {

    private String scope() {
      String after = createdAfter.map(Instant::toString).orElse("");
      return String.join("\n", "listDocuments", collection, order.name(), after);
    }
  }

  /**
   * A page of a collection.
   *
   * @param next the cursor of the page after; empty on the last
   */
  public record Page(List<Document> documents, Optional<String> next) {

    public Page {
      documents = List.copyOf(documents);
    }
  }

  /**
   * A page of a collection; a collection that nobody wrote to is empty.
   *
   * @throws dev.foundation.api.problem.ProblemException {@code permission-denied}, {@code
   *     invalid-cursor}, {@code integrity-failure}, {@code unavailable}
   */
  public Page list(Tenant tenant, Request request) {
    tenant.require(Permission.DOCUMENTS_READ);
    String collection = DocumentAddress.requireCollection(request.collection());
    Optional<String> position =
        request.cursor().map(cursor -> cursors.decode(tenant, request.scope(), cursor));
    StoredPage page =
        store.list(
            tenant,
            new ListingQuery(
                sealed.collection(tenant, collection),
                request.order(),
                request.createdAfter(),
                position,
                request.limit()));
    List<Document> items =
        page.documents().stream().flatMap(stored -> open(tenant, collection, stored)).toList();
    return new Page(items, page.next().map(next -> cursors.encode(tenant, request.scope(), next)));
  }

  /** None if the record says it is live and its sealed content says it is a tombstone. */
  private Stream<Document> open(Tenant tenant, String collection, StoredDocument stored) {
    Current current = records.opened(tenant, collection, stored);
    return current.liveEtag() == null ? Stream.of() : Stream.of(current.document());
  }
}
