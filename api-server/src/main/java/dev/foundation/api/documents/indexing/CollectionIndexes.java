// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.indexing;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.foundation.api.crypto.BlindIndex;
import dev.foundation.api.crypto.EnvelopeCipher;
import dev.foundation.api.crypto.HashPurpose;
import dev.foundation.api.crypto.IntegrityException;
import dev.foundation.api.crypto.KeyedHash;
import dev.foundation.api.crypto.Sealed;
import dev.foundation.api.documents.sealing.DocumentContent;
import dev.foundation.api.operation.Json;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.crds.contract.EncryptionContextKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The indexes of every collection, remembered for a moment, and the tags that follow from them.
 *
 * <p>A write may follow a definition for {@link #USABLE} after it was read, and takes less than
 * {@link #SETTLING} from then on: so what is written later than that after a change follows the
 * changed definition, whichever process wrote it, and building an index starts then.
 */
public final class CollectionIndexes {

  /** How long after a change writes may still follow the definition before. */
  public static final Duration SETTLING = Duration.ofSeconds(60);

  private static final Duration REMEMBERED = Duration.ofSeconds(5);
  private static final Duration USABLE = Duration.ofSeconds(10);
  private static final int MOST_REMEMBERED = 100_000;

  private final IndexStore store;
  private final EnvelopeCipher cipher;
  private final KeyedHash hash;
  private final BlindIndex blind;
  private final InstantSource clock;
  private final Cache<Key, Current> remembered =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

  private record Key(String table, String collection) {}

  /**
   * A definition as of a moment.
   *
   * @param revision 0 if none was ever made
   */
  public record Current(IndexDefinition definition, long revision, Instant readAt) {}

  /** Indexes that this store keeps. */
  public CollectionIndexes(
      IndexStore store,
      EnvelopeCipher cipher,
      KeyedHash hash,
      BlindIndex blind,
      InstantSource clock) {
    this.store = store;
    this.cipher = cipher;
    this.hash = hash;
    this.blind = blind;
    this.clock = clock;
  }

  /** The indexes that a write or a search follows, perhaps read a moment ago. */
  public Current current(Tenant tenant, String collection) {
    Current known = remembered.getIfPresent(key(tenant, collection));
    return known != null && isWithin(known, REMEMBERED) ? known : latest(tenant, collection);
  }

  /** The indexes as they are now. */
  public Current latest(Tenant tenant, String collection) {
    Instant now = clock.instant();
    Current latest =
        store
            .find(tenant, collectionKey(tenant, collection))
            .map(stored -> new Current(open(tenant, collection, stored), stored.revision(), now))
            .orElse(new Current(IndexDefinition.NONE, 0, now));
    remembered.put(key(tenant, collection), latest);
    return latest;
  }

  /** Whether a write may still follow it. */
  public boolean isUsable(Current current) {
    return isWithin(current, USABLE);
  }

  private boolean isWithin(Current current, Duration age) {
    Instant now = clock.instant();
    return !now.isBefore(current.readAt()) && now.isBefore(current.readAt().plus(age));
  }

  /** Replaces a definition; false if it is not current any more. */
  public boolean replace(Tenant tenant, String collection, Current current, IndexDefinition next) {
    Instant now = clock.instant();
    long revision = current.revision() + 1;
    boolean replaced =
        store.replace(
            tenant,
            collectionKey(tenant, collection),
            new StoredIndexes(revision, seal(tenant, collection, next)));
    if (replaced) {
      remembered.put(key(tenant, collection), new Current(next, revision, now));
    }
    return replaced;
  }

  /** The tags of a document with this content. */
  public List<String> tags(
      Tenant tenant, String collection, IndexDefinition definition, DocumentContent content) {
    if (definition.fields().isEmpty()) {
      return List.of();
    }
    JsonNode tree = content.tree();
    return definition.fields().stream()
        .flatMap(field -> stream(tenant, collection, field, field.valueIn(tree)))
        .sorted()
        .toList();
  }

  private Stream<String> stream(
      Tenant tenant, String collection, IndexedField field, Optional<String> value) {
    return value.map(found -> tag(tenant, collection, field, found)).stream();
  }

  /** The tag of a value in its canonical form. */
  public String tag(Tenant tenant, String collection, IndexedField field, String value) {
    String index = blind.index(tenant, collection, field.field());
    return index + "." + blind.tag(tenant, index, value);
  }

  private Sealed seal(Tenant tenant, String collection, IndexDefinition definition) {
    try {
      byte[] json = Json.MAPPER.writeValueAsBytes(definition);
      return Sealed.of(cipher.seal(tenant, context(tenant, collection), json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private IndexDefinition open(Tenant tenant, String collection, StoredIndexes stored) {
    byte[] json = cipher.open(tenant, context(tenant, collection), stored.sealed().bytes());
    try {
      return Json.MAPPER.readValue(json, IndexDefinition.class);
    } catch (IOException e) {
      throw new IntegrityException("an opened index definition is not one", e);
    }
  }

  private Map<String, String> context(Tenant tenant, String collection) {
    return Map.of(
        EncryptionContextKeys.COLLECTION,
        collectionKey(tenant, collection),
        EncryptionContextKeys.RECORD,
        "indexes");
  }

  private String collectionKey(Tenant tenant, String collection) {
    return hash.hash(tenant, HashPurpose.COLLECTION, collection);
  }

  private static Key key(Tenant tenant, String collection) {
    return new Key(tenant.resources().tableName(), collection);
  }
}
