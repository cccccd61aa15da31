// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import dev.foundation.api.documents.sealing.DocumentAddress;
import dev.foundation.api.documents.sealing.DocumentContent;
import dev.foundation.api.documents.sealing.DocumentEnvelope;
import dev.foundation.api.documents.sealing.SealedDocuments;
import dev.foundation.api.documents.storage.DocumentChange.Outcome;
import dev.foundation.api.documents.storage.DocumentStore;
import dev.foundation.api.documents.storage.StoredDocument;
import dev.foundation.api.documents.storage.StoredVersion;
import dev.foundation.api.idempotency.StoredReplay;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Opened records of documents, and the one way in which they change. */
final class DocumentRecords {

  private final DocumentStore store;
  private final SealedDocuments sealed;
  private final KnownCollections collections;

  DocumentRecords(DocumentStore store, SealedDocuments sealed) {
    this.store = store;
    this.sealed = sealed;
    this.collections = new KnownCollections(store, sealed);
  }

  /** What is current, a tombstone perhaps. */
  record Current(StoredDocument stored, DocumentEnvelope envelope) {

    @Nullable String liveEtag() {
      return envelope.live().isPresent() ? stored.etag() : null;
    }

    Document document(DocumentContent content) {
      return DocumentRecords.document(envelope, stored.version(), stored.etag(), content);
    }
  }

  /** One version, a tombstone perhaps. */
  record Version(StoredVersion stored, DocumentEnvelope envelope) {

    Document document(DocumentContent content) {
      return DocumentRecords.document(envelope, stored.version(), stored.etag(), content);
    }
  }

  static Document document(
      DocumentEnvelope envelope, long version, String etag, DocumentContent content) {
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

  Optional<Current> current(Tenant tenant, DocumentAddress address) {
    return store
        .find(tenant, sealed.key(tenant, address))
        .map(stored -> new Current(stored, sealed.open(tenant, address, stored)));
  }

  /**
   * What is current.
   *
   * @throws ProblemException {@code document-not-found}
   */
  Current existing(Tenant tenant, DocumentAddress address) {
    return current(tenant, address).orElseThrow(DocumentRecords::notFound);
  }

  /**
   * One version.
   *
   * @throws ProblemException {@code document-not-found}
   */
  Version version(Tenant tenant, DocumentAddress address, long version) {
    return store
        .findVersion(tenant, sealed.key(tenant, address), version)
        .map(stored -> new Version(stored, sealed.open(tenant, address, stored)))
        .orElseThrow(DocumentRecords::notFound);
  }

  /** Versions below one, newest first; none if there is no such document. */
  List<Version> versions(Tenant tenant, DocumentAddress address, long below, int limit) {
    Stream<StoredVersion> found =
        store.versions(tenant, sealed.key(tenant, address), below, limit).stream();
    return found.map(stored -> new Version(stored, sealed.open(tenant, address, stored))).toList();
  }

  /** Makes this the next version. */
  Outcome write(
      Tenant tenant, Document next, @Nullable Current current, @Nullable StoredReplay replay) {
    DocumentEnvelope envelope =
        new DocumentEnvelope(
            new DocumentAddress(next.collection(), next.id()),
            next.createdAt(),
            next.updatedAt(),
            next.createdBy(),
            next.updatedBy(),
            next.content());
    collections.ensure(tenant, next.collection());
    return write(tenant, envelope, next.etag(), current, replay);
  }

  /** Makes this, a tombstone perhaps, the next version. */
  Outcome write(
      Tenant tenant,
      DocumentEnvelope next,
      String etag,
      @Nullable Current current,
      @Nullable StoredReplay replay) {
    StoredDocument before = current == null ? null : current.stored();
    return store.apply(tenant, sealed.change(tenant, next, etag, before, replay));
  }

  static ProblemException notFound() {
    return new ProblemException(
        ProblemType.DOCUMENT_NOT_FOUND, "The collection has no such document or version.");
  }
}
