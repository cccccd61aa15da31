// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.sealing;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.foundation.api.crypto.EnvelopeCipher;
import dev.foundation.api.crypto.HashPurpose;
import dev.foundation.api.crypto.IntegrityException;
import dev.foundation.api.crypto.KeyedHash;
import dev.foundation.api.documents.storage.Sealed;
import dev.foundation.api.documents.storage.StoredReplay;
import dev.foundation.api.operation.Json;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.crds.contract.EncryptionContextKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;

/** Turns what requests with an idempotency key did into what may be stored, and back. */
public final class SealedReplays {

  private final EnvelopeCipher cipher;
  private final KeyedHash hash;

  /** Seals with this cipher and hash. */
  public SealedReplays(EnvelopeCipher cipher, KeyedHash hash) {
    this.cipher = cipher;
    this.hash = hash;
  }

  /**
   * What a creation did.
   *
   * @param request keyed hash of the collection and the content that were sent
   * @param id the document it made
   * @param createdAt in epoch milliseconds
   */
  public record Creation(String request, String id, String etag, long createdAt) {}

  /** The key of a member's idempotency key for one operation. */
  public String key(Tenant tenant, String operation, String idempotencyKey) {
    return hash.hash(
        tenant, HashPurpose.IDEMPOTENCY, tenant.principal().sub(), operation, idempotencyKey);
  }

  /** A request's digest: equal for equal requests only. */
  public String digest(Tenant tenant, String collection, DocumentContent content) {
    return hash.hash(tenant, HashPurpose.IDEMPOTENCY, "request", collection, content.json());
  }

  /** Seals what a creation did. */
  public StoredReplay seal(Tenant tenant, String key, Creation creation, Instant expiresAt) {
    try {
      byte[] plaintext = Json.MAPPER.writeValueAsBytes(creation);
      return new StoredReplay(
          key, Sealed.of(cipher.seal(tenant, context(key), plaintext)), expiresAt);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Opens what a creation did.
   *
   * @throws IntegrityException if the record is another's
   */
  public Creation open(Tenant tenant, StoredReplay stored) {
    try {
      return Json.MAPPER.readValue(
          cipher.open(tenant, context(stored.key()), stored.sealed().bytes()), Creation.class);
    } catch (IOException e) {
      throw new IntegrityException("an opened replay record is not one", e);
    }
  }

  private static Map<String, String> context(String key) {
    return Map.of(EncryptionContextKeys.ID, key, EncryptionContextKeys.RECORD, "idempotency");
  }
}
