// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.crypto.Sealed;
import dev.foundation.api.documents.storage.DocumentChange;
import dev.foundation.api.documents.storage.DocumentStore;
import dev.foundation.api.documents.storage.DocumentTransaction;
import dev.foundation.api.documents.storage.DocumentTransaction.Outcome;
import dev.foundation.api.documents.storage.StoredDocument;
import dev.foundation.api.documents.storage.StoredVersion;
import dev.foundation.api.idempotency.StoredReplay;
import dev.foundation.api.tenant.Tenant;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records for the tests of what a document store does. */
public abstract class StoreSamples {

  /** The store's clock shows this. */
  protected static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private static final SecureRandom RANDOM = new SecureRandom();

  /** A collection of each test's own. */
  final String collection = hash();

  /** The store under test. */
  protected abstract DocumentStore store();

  /** A workspace. */
  protected abstract Tenant tenant();

  /** Another workspace. */
  protected abstract Tenant otherTenant();

  static StoredVersion version(DocumentChange change) {
    return new StoredVersion(change.after().version(), change.after().etag(), change.history());
  }

  DocumentChange created(Instant createdAt, int size) {
    DocumentChange change = creation(createdAt, size);
    assertThat(apply(change)).isEqualTo(Outcome.DONE);
    return change;
  }

  DocumentChange creation(Instant createdAt, int size) {
    StoredDocument document =
        new StoredDocument(
            hash(), 1, hash(), sealed(size), sealed(9), createdAt, createdAt, false, List.of());
    return new DocumentChange(collection, null, document, sealed(size));
  }

  static DocumentChange next(DocumentChange before, boolean deleted) {
    StoredDocument current = before.after();
    StoredDocument document =
        new StoredDocument(
            current.key(),
            current.version() + 1,
            hash(),
            sealed(11),
            current.name(),
            current.createdAt(),
            NOW.plusSeconds(1),
            deleted,
            List.of());
    return new DocumentChange(before.collection(), current, document, sealed(11));
  }

  /** The same change, putting the document under these tags. */
  static DocumentChange tagged(DocumentChange change, String... tags) {
    StoredDocument own = change.after();
    StoredDocument after =
        new StoredDocument(
            own.key(),
            own.version(),
            own.etag(),
            own.sealed(),
            own.name(),
            own.createdAt(),
            own.updatedAt(),
            own.deleted(),
            List.of(tags));
    return new DocumentChange(change.collection(), change.before(), after, change.history());
  }

  static String hash() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static Sealed sealed(int size) {
    return Sealed.of("x".repeat(size).getBytes(UTF_8));
  }

  Outcome apply(DocumentChange... changes) {
    return apply(null, changes);
  }

  Outcome apply(@Nullable StoredReplay replay, DocumentChange... changes) {
    return store().apply(tenant(), new DocumentTransaction(List.of(changes), replay));
  }
}
