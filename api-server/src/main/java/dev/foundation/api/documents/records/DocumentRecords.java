// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.records;

import dev.foundation.api.documents.indexing.CollectionIndexes;
import dev.foundation.api.documents.sealing.DocumentAddress;
import dev.foundation.api.documents.sealing.DocumentContent;
import dev.foundation.api.documents.sealing.DocumentEnvelope;
import dev.foundation.api.documents.sealing.SealedDocuments;
import dev.foundation.api.documents.storage.DocumentChange;
import dev.foundation.api.documents.storage.DocumentRemoval;
import dev.foundation.api.documents.storage.DocumentStore;
import dev.foundation.api.documents.storage.DocumentTransaction;
import dev.foundation.api.documents.storage.DocumentTransaction.Outcome;
import dev.foundation.api.documents.storage.StoredDocument;
import dev.foundation.api.documents.storage.StoredVersion;
import dev.foundation.api.idempotency.StoredReplay;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Opened records of documents, and the one way in which they change. */
public final class DocumentRecords {

  private final DocumentStore store;
  private final SealedDocuments sealed;
  private final CollectionIndexes indexes;
  private final KnownCollections collections;

  /** The records that this store keeps, indexed as these say. */
  public DocumentRecords(DocumentStore store, SealedDocuments sealed, CollectionIndexes indexes) {
    this.store = store;
    this.sealed = sealed;
    this.indexes = indexes;
    this.collections = new KnownCollections(store, sealed);
  }

  /** What is current, a tombstone perhaps. */
  public record Current(StoredDocument stored, DocumentEnvelope envelope) {

    /** The etag, unless the document was deleted. */
    public @Nullable String liveEtag() {
      return envelope.live().isPresent() ? stored.etag() : null;
    }

    /**
     * The document.
     *
     * @throws ProblemException {@code document-deleted}
     */
    public Document document() {
      return DocumentRecords.document(envelope, stored.version(), stored.etag());
    }
  }

  /** One version, a tombstone perhaps. */
  public record Version(StoredVersion stored, DocumentEnvelope envelope) {

    /**
     * The document as it was.
     *
     * @throws ProblemException {@code document-deleted} for the version that deleted it
     */
    public Document document() {
      return DocumentRecords.document(envelope, stored.version(), stored.etag());
    }
  }

  private static Document document(DocumentEnvelope envelope, long version, String etag) {
    DocumentContent content = envelope.live().orElseThrow(DocumentProblems::deleted);
    return new Document(
        envelope.address().id(),
        envelope.address().collection(),
        version,
        etag,
        envelope.createdAt(),
        envelope.updatedAt(),
        envelope.createdBy(),
        envelope.updatedBy(),
        content);
  }

  /** What is current, if there is anything. */
  public Optional<Current> current(Tenant tenant, DocumentAddress address) {
    return store
        .find(tenant, sealed.key(tenant, address))
        .map(stored -> new Current(stored, sealed.open(tenant, address, stored)));
  }

  /**
   * What is current.
   *
   * @throws ProblemException {@code document-not-found}
   */
  public Current existing(Tenant tenant, DocumentAddress address) {
    return current(tenant, address).orElseThrow(DocumentProblems::notFound);
  }

  /** Versions may outlive their document for a while, and are nobody's then. */
  private void requireStanding(Tenant tenant, DocumentAddress address) {
    if (store.find(tenant, sealed.key(tenant, address)).isEmpty()) {
      throw DocumentProblems.notFound();
    }
  }

  /**
   * One version of a document that has not ended.
   *
   * @throws ProblemException {@code document-not-found}
   */
  public Version version(Tenant tenant, DocumentAddress address, long version) {
    requireStanding(tenant, address);
    return kept(tenant, address, version);
  }

  /**
   * One version of a document that is known not to have ended.
   *
   * @throws ProblemException {@code document-not-found}
   */
  Version kept(Tenant tenant, DocumentAddress address, long version) {
    return store
        .findVersion(tenant, sealed.key(tenant, address), version)
        .map(stored -> new Version(stored, sealed.open(tenant, address, stored)))
        .orElseThrow(DocumentProblems::notFound);
  }

  /**
   * Versions below one of a document that has not ended, newest first.
   *
   * @throws ProblemException {@code document-not-found}
   */
  public List<Version> versions(Tenant tenant, DocumentAddress address, long below, int limit) {
    requireStanding(tenant, address);
    Stream<StoredVersion> found =
        store.versions(tenant, sealed.key(tenant, address), below, limit).stream();
    return found.map(stored -> new Version(stored, sealed.open(tenant, address, stored))).toList();
  }

  /** The record of a collection that a listing gave. */
  public Current opened(Tenant tenant, String collection, StoredDocument stored) {
    DocumentAddress address = sealed.addressOf(tenant, collection, stored);
    return new Current(stored, sealed.open(tenant, address, stored));
  }

  /** Takes all of these steps, each of another document, or none. */
  public Outcome write(Tenant tenant, List<NextVersion> steps, @Nullable StoredReplay replay) {
    Map<String, CollectionIndexes.Current> followed = new HashMap<>();
    for (NextVersion step : steps) {
      followed.computeIfAbsent(
          step.envelope().address().collection(), name -> indexes.current(tenant, name));
    }
    List<DocumentChange> changes =
        steps.stream().map(step -> change(tenant, step, followed)).toList();
    DocumentTransaction transaction = new DocumentTransaction(changes, replay);
    requireRoom(transaction);
    steps.forEach(step -> collections.ensure(tenant, step.envelope().address().collection()));
    // Whoever took too long would write what a later definition has no entries for.
    return followed.values().stream().allMatch(indexes::isUsable)
        ? store.apply(tenant, transaction)
        : Outcome.CONTENDED;
  }

  private static void requireRoom(DocumentTransaction transaction) {
    if (transaction.items() > DocumentTransaction.MOST_ITEMS) {
      throw new ProblemException(
          ProblemType.PAYLOAD_TOO_LARGE,
          "A batch touches at most %d items: documents, versions, index entries, idempotency record."
              .formatted(DocumentTransaction.MOST_ITEMS));
    }
    if (transaction.sealedBytes() > DocumentTransaction.MOST_SEALED_BYTES) {
      throw new ProblemException(
          ProblemType.PAYLOAD_TOO_LARGE,
          "A batch is at most %d bytes once encrypted, every document counted twice."
              .formatted(DocumentTransaction.MOST_SEALED_BYTES));
    }
  }

  /**
   * Ends a document, whatever its state, unread.
   *
   * @return empty if there is none
   */
  public Optional<Outcome> remove(
      Tenant tenant, DocumentAddress address, @Nullable StoredReplay replay) {
    return store
        .find(tenant, sealed.key(tenant, address))
        .map(current -> store.remove(tenant, new DocumentRemoval(current, replay)));
  }

  /** Erases every version of a document that has ended; answers whether there was any. */
  public boolean eraseHistory(Tenant tenant, DocumentAddress address) {
    return store.eraseHistory(tenant, sealed.key(tenant, address));
  }

  private DocumentChange change(
      Tenant tenant, NextVersion step, Map<String, CollectionIndexes.Current> followed) {
    StoredDocument before = step.before() == null ? null : step.before().stored();
    String collection = step.envelope().address().collection();
    List<String> tags =
        Optional.ofNullable(followed.get(collection))
            .flatMap(current ->
                step.envelope()
                    .live()
                    .map(
                        content -> indexes.tags(tenant, collection, current.definition(), content)))
            .orElse(List.of());
    return sealed.change(tenant, step.envelope(), step.etag(), before, tags);
  }
}
