// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import dev.foundation.api.documents.sealing.DocumentContent;
import dev.foundation.api.documents.sealing.SealedReplays;
import dev.foundation.api.documents.storage.DocumentStore;
import dev.foundation.api.documents.storage.StoredReplay;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Lets a member send the same creation again without creating twice. */
public final class IdempotentCreation {

  private static final Duration REMEMBERED = Duration.ofHours(24);
  private static final String OPERATION = "createDocument";

  private final DocumentStore store;
  private final SealedReplays sealed;
  private final InstantSource clock;

  /** Remembers in this store. */
  public IdempotentCreation(DocumentStore store, SealedReplays sealed, InstantSource clock) {
    this.store = store;
    this.sealed = sealed;
    this.clock = clock;
  }

  /**
   * The document that this request created when it was sent before.
   *
   * @throws ProblemException {@code idempotency-key-reused}
   */
  Optional<Document> find(
      Tenant tenant, String idempotencyKey, String collection, DocumentContent content) {
    return store
        .findReplay(tenant, sealed.key(tenant, OPERATION, idempotencyKey), clock.instant())
        .map(stored -> sealed.open(tenant, stored))
        .map(creation -> {
          if (!creation.request().equals(sealed.digest(tenant, collection, content))) {
            throw new ProblemException(
                ProblemType.IDEMPOTENCY_KEY_REUSED,
                "Idempotency-Key was sent with another request within the last day.");
          }
          Instant createdAt = Instant.ofEpochMilli(creation.createdAt());
          String sub = tenant.principal().sub();
          return new Document(
              creation.id(),
              collection,
              1,
              creation.etag(),
              createdAt,
              createdAt,
              sub,
              sub,
              content);
        });
  }

  /** What to keep when this document is created. */
  StoredReplay record(Tenant tenant, String idempotencyKey, Document created) {
    SealedReplays.Creation creation =
        new SealedReplays.Creation(
            sealed.digest(tenant, created.collection(), created.content()),
            created.id(),
            created.etag(),
            created.createdAt().toEpochMilli());
    return sealed.seal(
        tenant,
        sealed.key(tenant, OPERATION, idempotencyKey),
        creation,
        clock.instant().plus(REMEMBERED).truncatedTo(ChronoUnit.SECONDS));
  }
}
