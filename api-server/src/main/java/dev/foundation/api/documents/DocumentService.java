// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import dev.foundation.api.contention.Attempts;
import dev.foundation.api.documents.records.Document;
import dev.foundation.api.documents.records.DocumentProblems;
import dev.foundation.api.documents.records.DocumentRecords;
import dev.foundation.api.documents.records.DocumentSteps;
import dev.foundation.api.documents.records.NextVersion;
import dev.foundation.api.documents.records.WritePrecondition;
import dev.foundation.api.documents.sealing.DocumentAddress;
import dev.foundation.api.documents.sealing.DocumentContent;
import dev.foundation.api.documents.storage.DocumentTransaction.Outcome;
import dev.foundation.api.idempotency.IdempotentRequests;
import dev.foundation.api.idempotency.IdempotentRequests.Request;
import dev.foundation.api.idempotency.StoredReplay;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.crds.contract.Permission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes and reads single documents: every write is a new version, a deletion too.
 *
 * <p>Every method may throw the problems {@code permission-denied}, {@code integrity-failure} and
 * {@code unavailable}.
 */
public final class DocumentService {

  private final DocumentRecords records;
  private final DocumentSteps steps;
  private final IdempotentRequests requests;

  /** A service on these records. */
  public DocumentService(
      DocumentRecords records, DocumentSteps steps, IdempotentRequests requests) {
    this.records = records;
    this.steps = steps;
    this.requests = requests;
  }

  /** A document after a PUT, and whether it is new. */
  public record Put(Document document, boolean created) {}

  /** What a creation did, besides what was sent. */
  private record Created(String id, String etag, Instant createdAt) {

    static Created of(NextVersion step) {
      return new Created(step.envelope().address().id(), step.etag(), step.envelope().createdAt());
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
    tenant.require(Permission.DOCUMENTS_WRITE);
    DocumentAddress.requireCollection(collection);
    Optional<Request> request =
        idempotencyKey.map(
            key -> new Request("createDocument", key, List.of(collection, content.json())));
    return Attempts.until(
        () ->
            request
                .flatMap(again -> requests.find(tenant, again, Created.class))
                .map(earlier -> document(tenant, collection, earlier, content))
                .or(() -> {
                  NextVersion step = steps.create(tenant, collection, content);
                  return taken(tenant, step, request, () -> Created.of(step))
                      .map(NextVersion::document);
                }),
        DocumentProblems::contended);
  }

  /**
   * Reads a document.
   *
   * @throws ProblemException {@code document-not-found}, {@code document-deleted}
   */
  public Document get(Tenant tenant, DocumentAddress address) {
    tenant.require(Permission.DOCUMENTS_READ);
    return records.existing(tenant, address).document();
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
    NextVersion taken = write(tenant, () -> steps.put(tenant, address, content, precondition));
    return new Put(taken.document(), taken.creates());
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
    return write(tenant, () -> steps.patch(tenant, address, patch, precondition)).document();
  }

  /**
   * Deletes a document so that it could be restored.
   *
   * @throws ProblemException {@code document-not-found}, {@code document-deleted}, {@code
   *     precondition-failed}, {@code conflict}
   */
  public void delete(Tenant tenant, DocumentAddress address, WritePrecondition precondition) {
    write(tenant, () -> steps.delete(tenant, address, precondition));
  }

  /**
   * Brings a deleted document back as it was last, as a new version.
   *
   * @param idempotencyKey the same key gives the same version for a day
   * @throws ProblemException {@code document-not-found}, {@code document-not-deleted}, {@code
   *     idempotency-key-reused}, {@code conflict}
   */
  public Document restore(Tenant tenant, DocumentAddress address, Optional<String> idempotencyKey) {
    tenant.require(Permission.DOCUMENTS_WRITE);
    Optional<Request> request =
        idempotencyKey.map(key ->
            new Request("restoreDocument", key, List.of(address.collection(), address.id())));
    return Attempts.until(
        () ->
            request
                .flatMap(again -> requests.find(tenant, again, Restored.class))
                .map(earlier -> records.version(tenant, address, earlier.version()).document())
                .or(() -> {
                  NextVersion step = steps.restore(tenant, address);
                  return taken(tenant, step, request, () -> new Restored(step.version()))
                      .map(NextVersion::document);
                }),
        DocumentProblems::contended);
  }

  private NextVersion write(Tenant tenant, Supplier<NextVersion> next) {
    tenant.require(Permission.DOCUMENTS_WRITE);
    return Attempts.until(
        () -> {
          NextVersion step = next.get();
          return taken(tenant, step, Optional.empty(), () -> step);
        },
        DocumentProblems::contended);
  }

  /** The step, if it could be taken. */
  private Optional<NextVersion> taken(
      Tenant tenant, NextVersion step, Optional<Request> request, Supplier<Object> result) {
    StoredReplay replay =
        request.map(first -> requests.record(tenant, first, result.get())).orElse(null);
    boolean done = records.write(tenant, List.of(step), replay) == Outcome.DONE;
    return done ? Optional.of(step) : Optional.empty();
  }

  private static Document document(
      Tenant tenant, String collection, Created created, DocumentContent content) {
    String sub = tenant.principal().sub();
    Instant then = created.createdAt();
    return new Document(created.id(), collection, 1, created.etag(), then, then, sub, sub, content);
  }
}
