// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import dev.foundation.api.documents.DocumentRecords.Current;
import dev.foundation.api.documents.sealing.DocumentAddress;
import dev.foundation.api.documents.sealing.DocumentContent;
import dev.foundation.api.documents.sealing.DocumentEnvelope;
import dev.foundation.api.documents.sealing.SealedDocuments;
import dev.foundation.api.documents.storage.DocumentChange.Outcome;
import dev.foundation.api.documents.storage.DocumentStore;
import dev.foundation.api.idempotency.IdempotentRequests;
import dev.foundation.api.idempotency.IdempotentRequests.Request;
import dev.foundation.api.idempotency.StoredReplay;
import dev.foundation.api.identifiers.Identifiers;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.crds.contract.Permission;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads single documents: every write is a new version, a deletion too.
 *
 * <p>Every method may throw the problems {@code permission-denied}, {@code integrity-failure} and
 * {@code unavailable}.
 */
public final class DocumentService {

  /** Whoever loses a race looks again, and so learns whether the precondition still holds. */
  private static final int ATTEMPTS = 5;

  private final DocumentRecords records;
  private final IdempotentRequests requests;
  private final Identifiers identifiers;
  private final InstantSource clock;

  /** A service on this store. */
  public DocumentService(
      DocumentStore store,
      SealedDocuments sealed,
      IdempotentRequests requests,
      Identifiers identifiers,
      InstantSource clock) {
    this.records = new DocumentRecords(store, sealed);
    this.requests = requests;
    this.identifiers = identifiers;
    this.clock = clock;
  }

  /** A document after a PUT, and whether it is new. */
  public record Put(Document document, boolean created) {}

  /** What a creation did, besides what was sent. */
  private record Created(String id, String etag, Instant createdAt) {

    static Created of(Document document) {
      return new Created(document.id(), document.etag(), document.createdAt());
    }
  }

  /** What a restoration did. */
  private record Restored(long version) {}

  /**
   * Creates a document with an id of the server's.
   *
   * @param idempotencyKey the same key with the same request gives the same document for a day
   * @throws ProblemException {@code idempotency-key-reused}
   */
  public Document create(
      Tenant tenant, String collection, DocumentContent content, Optional<String> idempotencyKey) {
    require(tenant, Permission.DOCUMENTS_WRITE);
    DocumentAddress.requireCollection(collection);
    Optional<Request> request =
        idempotencyKey.map(
            key -> new Request("createDocument", key, List.of(collection, content.json())));
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Created> earlier =
          request.flatMap(again -> requests.find(tenant, again, Created.class));
      if (earlier.isPresent()) {
        return document(tenant, collection, earlier.get(), content);
      }
      DocumentAddress address = new DocumentAddress(collection, identifiers.id(now()));
      Document document = next(tenant, address, content, null);
      StoredReplay replay =
          request.map(first -> requests.record(tenant, first, Created.of(document))).orElse(null);
      if (records.write(tenant, document, null, replay) == Outcome.DONE) {
        return document;
      }
    }
    throw contended();
  }

  /**
   * Reads a document.
   *
   * @throws ProblemException {@code document-not-found}, {@code document-deleted}
   */
  public Document get(Tenant tenant, DocumentAddress address) {
    require(tenant, Permission.DOCUMENTS_READ);
    Current current = records.existing(tenant, address);
    DocumentContent content = current.envelope().live().orElseThrow(DocumentService::deleted);
    return current.document(content);
  }

  /**
   * Creates or replaces a document.
   *
   * @throws ProblemException {@code precondition-failed}, {@code conflict}
   */
  public Put put(
      Tenant tenant,
      DocumentAddress address,
      DocumentContent content,
      WritePrecondition precondition) {
    require(tenant, Permission.DOCUMENTS_WRITE);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Current current = records.current(tenant, address).orElse(null);
      String etag = current == null ? null : current.liveEtag();
      precondition.require(etag);
      Document next = next(tenant, address, content, current);
      if (records.write(tenant, next, current, null) == Outcome.DONE) {
        return new Put(next, etag == null);
      }
    }
    throw contended();
  }

  /**
   * Changes some members of a document.
   *
   * @throws ProblemException {@code document-not-found}, {@code document-deleted}, {@code
   *     precondition-failed}, {@code payload-too-large}, {@code conflict}
   */
  public Document patch(
      Tenant tenant,
      DocumentAddress address,
      DocumentContent patch,
      WritePrecondition precondition) {
    require(tenant, Permission.DOCUMENTS_WRITE);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Current current = records.existing(tenant, address);
      DocumentContent content = current.envelope().live().orElseThrow(DocumentService::deleted);
      precondition.require(current.liveEtag());
      Document next = next(tenant, address, new MergePatch(patch).applied(content), current);
      if (records.write(tenant, next, current, null) == Outcome.DONE) {
        return next;
      }
    }
    throw contended();
  }

  /**
   * Deletes a document so that it could be restored.
   *
   * @throws ProblemException {@code document-not-found}, {@code document-deleted}, {@code
   *     precondition-failed}, {@code conflict}
   */
  public void delete(Tenant tenant, DocumentAddress address, WritePrecondition precondition) {
    require(tenant, Permission.DOCUMENTS_WRITE);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Current current = records.existing(tenant, address);
      if (current.liveEtag() == null) {
        throw deleted();
      }
      precondition.require(current.liveEtag());
      DocumentEnvelope tombstone =
          new DocumentEnvelope(
              address,
              current.envelope().createdAt(),
              now(),
              current.envelope().createdBy(),
              tenant.principal().sub(),
              null);
      if (records.write(tenant, tombstone, identifiers.etag(), current, null) == Outcome.DONE) {
        return;
      }
    }
    throw contended();
  }

  /**
   * Brings a deleted document back as it was last, as a new version.
   *
   * @param idempotencyKey the same key gives the same version for a day
   * @throws ProblemException {@code document-not-found}, {@code document-not-deleted}, {@code
   *     idempotency-key-reused}, {@code conflict}
   */
  public Document restore(Tenant tenant, DocumentAddress address, Optional<String> idempotencyKey) {
    require(tenant, Permission.DOCUMENTS_WRITE);
    Optional<Request> request =
        idempotencyKey.map(key ->
            new Request("restoreDocument", key, List.of(address.collection(), address.id())));
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Restored> earlier =
          request.flatMap(again -> requests.find(tenant, again, Restored.class));
      if (earlier.isPresent()) {
        return live(records.version(tenant, address, earlier.get().version()));
      }
      Current current = records.existing(tenant, address);
      if (current.liveEtag() != null) {
        throw new ProblemException(
            ProblemType.DOCUMENT_NOT_DELETED, "The document is there: nothing is to be restored.");
      }
      Document restored = restored(tenant, address, current);
      StoredReplay replay =
          request
              .map(first -> requests.record(tenant, first, new Restored(restored.version())))
              .orElse(null);
      if (records.write(tenant, restored, current, replay) == Outcome.DONE) {
        return restored;
      }
    }
    throw contended();
  }

  /** A tombstone always follows a version with content. */
  private Document restored(Tenant tenant, DocumentAddress address, Current tombstone) {
    Document last = live(records.version(tenant, address, tombstone.stored().version() - 1));
    return new Document(
        last.id(),
        last.collection(),
        tombstone.stored().version() + 1,
        identifiers.etag(),
        last.createdAt(),
        now(),
        last.createdBy(),
        tenant.principal().sub(),
        last.content());
  }

  private static Document live(DocumentRecords.Version version) {
    return version.document(version.envelope().live().orElseThrow(DocumentService::deleted));
  }

  /** What follows a deleted version is a new document, but for its version. */
  private Document next(
      Tenant tenant, DocumentAddress address, DocumentContent content, @Nullable Current current) {
    Instant now = now();
    String sub = tenant.principal().sub();
    DocumentEnvelope live =
        current == null || current.liveEtag() == null ? null : current.envelope();
    return new Document(
        address.id(),
        address.collection(),
        current == null ? 1 : current.stored().version() + 1,
        identifiers.etag(),
        live == null ? now : live.createdAt(),
        now,
        live == null ? sub : live.createdBy(),
        sub,
        content);
  }

  private static Document document(
      Tenant tenant, String collection, Created created, DocumentContent content) {
    String sub = tenant.principal().sub();
    Instant then = created.createdAt();
    return new Document(created.id(), collection, 1, created.etag(), then, then, sub, sub, content);
  }

  static void require(Tenant tenant, Permission permission) {
    if (!tenant.permissions().contains(permission)) {
      throw new ProblemException(
          ProblemType.PERMISSION_DENIED, "This needs " + permission.value() + ".");
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  static ProblemException deleted() {
    return new ProblemException(ProblemType.DOCUMENT_DELETED, "The document was deleted.");
  }

  private static ProblemException contended() {
    return new ProblemException(
        ProblemType.CONFLICT, "The document is being changed by others; try again.");
  }
}
