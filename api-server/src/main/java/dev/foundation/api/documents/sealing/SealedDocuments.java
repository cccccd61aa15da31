// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.foundation.api.crypto.EnvelopeCipher;
import dev.foundation.api.crypto.HashPurpose;
import dev.foundation.api.crypto.IntegrityException;
import dev.foundation.api.crypto.KeyedHash;
import dev.foundation.api.crypto.Sealed;
import dev.foundation.api.documents.storage.DocumentChange;
import dev.foundation.api.documents.storage.StoredCollection;
import dev.foundation.api.documents.storage.StoredDocument;
import dev.foundation.api.documents.storage.StoredVersion;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.crds.contract.EncryptionContextKeys;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns documents into what may be stored, and back. */
public final class SealedDocuments {

  private static final String CURRENT = "current";
  private static final String HISTORY = "history";

  private final EnvelopeCipher cipher;
  private final KeyedHash hash;

  /** Seals with this cipher and hash. */
  public SealedDocuments(EnvelopeCipher cipher, KeyedHash hash) {
    this.cipher = cipher;
    this.hash = hash;
  }

  /** The key of a document's records. */
  public String key(Tenant tenant, DocumentAddress address) {
    return hash.hash(tenant, HashPurpose.DOCUMENT, address.collection(), address.id());
  }

  /** The key of a collection. */
  public String collection(Tenant tenant, String collection) {
    return hash.hash(tenant, HashPurpose.COLLECTION, collection);
  }

  /**
   * Seals a document's next version.
   *
   * @param before the current record; null if there is none
   * @param tags under which it is to stand in the collection's indexes
   */
  public DocumentChange change(
      Tenant tenant,
      DocumentEnvelope after,
      String etag,
      @Nullable StoredDocument before,
      List<String> tags) {
    DocumentAddress address = after.address();
    String key = key(tenant, address);
    String collection = collection(tenant, address.collection());
    long version = before == null ? 1 : before.version() + 1;
    byte[] plaintext = after.encoded();
    StoredDocument stored =
        new StoredDocument(
            key,
            version,
            etag,
            seal(tenant, context(address, version, CURRENT), plaintext),
            before == null ? sealName(tenant, collection, key, address) : before.name(),
            after.createdAt(),
            after.updatedAt(),
            after.live().isEmpty(),
            tags);
    return new DocumentChange(
        collection, before, stored, seal(tenant, context(address, version, HISTORY), plaintext));
  }

  /**
   * Opens the current record of a document.
   *
   * @throws IntegrityException if the record is another's
   */
  public DocumentEnvelope open(Tenant tenant, DocumentAddress address, StoredDocument stored) {
    return open(tenant, address, context(address, stored.version(), CURRENT), stored.sealed());
  }

  /**
   * Opens one version of a document.
   *
   * @throws IntegrityException if the record is another's
   */
  public DocumentEnvelope open(Tenant tenant, DocumentAddress address, StoredVersion stored) {
    return open(tenant, address, context(address, stored.version(), HISTORY), stored.sealed());
  }

  private DocumentEnvelope open(
      Tenant tenant, DocumentAddress address, Map<String, String> context, Sealed stored) {
    DocumentEnvelope envelope =
        DocumentEnvelope.decoded(cipher.open(tenant, context, stored.bytes()));
    if (!envelope.address().equals(address)) {
      throw new IntegrityException("an opened document is another");
    }
    return envelope;
  }

  /**
   * The address of a record that a listing of the collection gave.
   *
   * @throws IntegrityException if the record is another's
   */
  public DocumentAddress addressOf(Tenant tenant, String collection, StoredDocument stored) {
    Map<String, String> context = nameContext(collection(tenant, collection), stored.key());
    String name = new String(cipher.open(tenant, context, stored.name().bytes()), UTF_8);
    if (!name.startsWith(collection + "/")) {
      throw new IntegrityException("an opened name is of another collection");
    }
    return new DocumentAddress(collection, name.substring(collection.length() + 1));
  }

  /** A collection's name, sealed for the registry. */
  public Sealed sealCollection(Tenant tenant, String collection) {
    Map<String, String> context = collectionContext(collection(tenant, collection));
    return seal(tenant, context, collection.getBytes(UTF_8));
  }

  /**
   * The name of a collection in the registry.
   *
   * @throws IntegrityException if the record is another's
   */
  public String openCollection(Tenant tenant, StoredCollection stored) {
    Map<String, String> context = collectionContext(stored.collection());
    return new String(cipher.open(tenant, context, stored.name().bytes()), UTF_8);
  }

  private static Map<String, String> collectionContext(String collection) {
    return Map.of(
        EncryptionContextKeys.COLLECTION, collection, EncryptionContextKeys.RECORD, "collection");
  }

  private Sealed sealName(Tenant tenant, String collection, String key, DocumentAddress address) {
    String name = address.collection() + "/" + address.id();
    return seal(tenant, nameContext(collection, key), name.getBytes(UTF_8));
  }

  private Sealed seal(Tenant tenant, Map<String, String> context, byte[] plaintext) {
    return Sealed.of(cipher.seal(tenant, context, plaintext));
  }

  private static Map<String, String> nameContext(String collection, String key) {
    return context(collection, key, 0, "name");
  }

  private static Map<String, String> context(DocumentAddress address, long version, String record) {
    return context(address.collection(), address.id(), version, record);
  }

  private static Map<String, String> context(
      String collection, String id, long version, String record) {
    return Map.of(
        EncryptionContextKeys.COLLECTION, collection,
        EncryptionContextKeys.ID, id,
        EncryptionContextKeys.VERSION, String.valueOf(version),
        EncryptionContextKeys.RECORD, record);
  }
}
