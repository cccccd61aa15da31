// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.dynamo;

import static dev.foundation.api.store.dynamo.Attributes.bytes;
import static dev.foundation.api.store.dynamo.Attributes.number;
import static dev.foundation.api.store.dynamo.Attributes.text;

import dev.foundation.api.documents.storage.DocumentChange;
import dev.foundation.api.documents.storage.Sealed;
import dev.foundation.api.documents.storage.StoredDocument;
import dev.foundation.api.documents.storage.StoredReplay;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Documents as items of the table: where each is kept and what it carries. */
final class DocumentItems {

  /** A collection is listed from this many partitions, so that it scales with its documents. */
  static final int SHARDS = 8;

  static final String CURRENT = "c";

  private static final String DOCUMENT = "d.";
  private static final String REPLAY = "k.";
  private static final String REPLAY_SORT = "k";
  private static final int CREATED_DIGITS = 12;
  private static final int KEY_CHARACTERS = 12;

  private DocumentItems() {}

  static String partition(String key) {
    return DOCUMENT + key;
  }

  static Map<String, AttributeValue> currentKey(String key) {
    return Attributes.key(partition(key), CURRENT);
  }

  static Map<String, AttributeValue> replayKey(String key) {
    return Attributes.key(REPLAY + key, REPLAY_SORT);
  }

  static Map<String, AttributeValue> collection(String collection, Sealed name) {
    return Map.of(
        Attributes.PK, text("c"),
        Attributes.SK, text(collection),
        Attributes.NAME, bytes(name.bytes()));
  }

  static Map<String, AttributeValue> current(DocumentChange change) {
    StoredDocument after = change.after();
    Map<String, AttributeValue> item = new HashMap<>(currentKey(after.key()));
    item.putAll(versionOf(after, after.sealed()));
    item.put(Attributes.NAME, bytes(after.name().bytes()));
    if (!after.deleted()) {
      item.put(
          Attributes.LISTING_PARTITION,
          text(listingPartition(change.collection(), shard(after.key()))));
      item.put(Attributes.LISTING_SORT, text(listingSort(after.createdAt(), after.key())));
    }
    return item;
  }

  static Map<String, AttributeValue> history(DocumentChange change) {
    StoredDocument after = change.after();
    String sort = "v." + HexFormat.of().toHexDigits(after.version());
    Map<String, AttributeValue> item = new HashMap<>(Attributes.key(partition(after.key()), sort));
    item.putAll(versionOf(after, change.history()));
    return item;
  }

  static Map<String, AttributeValue> replay(StoredReplay replay) {
    Map<String, AttributeValue> item = new HashMap<>(replayKey(replay.key()));
    item.put(Attributes.BODY, bytes(replay.sealed().bytes()));
    item.put(Attributes.EXPIRES, number(replay.expiresAt().getEpochSecond()));
    return item;
  }

  static StoredDocument document(Map<String, AttributeValue> item) {
    return new StoredDocument(
        get(item, Attributes.PK).s().substring(DOCUMENT.length()),
        Long.parseLong(get(item, Attributes.VERSION).n()),
        get(item, Attributes.ETAG).s(),
        sealed(item, Attributes.BODY),
        sealed(item, Attributes.NAME),
        time(item, Attributes.CREATED),
        time(item, Attributes.UPDATED),
        item.containsKey(Attributes.DELETED));
  }

  static StoredReplay replay(String key, Map<String, AttributeValue> item) {
    long expires = Long.parseLong(get(item, Attributes.EXPIRES).n());
    return new StoredReplay(key, sealed(item, Attributes.BODY), Instant.ofEpochSecond(expires));
  }

  static String listingPartition(String collection, int shard) {
    return DOCUMENT + collection + "." + shard;
  }

  /** Sorts by time, then by a part of the hash; the same in every shard. */
  static String listingSort(Instant createdAt, String key) {
    return listingTime(createdAt) + key.substring(0, KEY_CHARACTERS);
  }

  static String listingTime(Instant time) {
    return HexFormat.of().toHexDigits(Math.max(0, time.toEpochMilli()), CREATED_DIGITS);
  }

  private static int shard(String key) {
    return key.charAt(0) % SHARDS;
  }

  private static Map<String, AttributeValue> versionOf(StoredDocument after, Sealed sealed) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put(Attributes.VERSION, number(after.version()));
    item.put(Attributes.ETAG, text(after.etag()));
    item.put(Attributes.BODY, bytes(sealed.bytes()));
    item.put(Attributes.CREATED, number(after.createdAt().toEpochMilli()));
    item.put(Attributes.UPDATED, number(after.updatedAt().toEpochMilli()));
    if (after.deleted()) {
      item.put(Attributes.DELETED, AttributeValue.fromBool(true));
    }
    return item;
  }

  private static Sealed sealed(Map<String, AttributeValue> item, String name) {
    return Sealed.of(get(item, name).b().asByteArray());
  }

  private static Instant time(Map<String, AttributeValue> item, String name) {
    return Instant.ofEpochMilli(Long.parseLong(get(item, name).n()));
  }

  static AttributeValue get(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    if (value == null) {
      throw new IllegalStateException("an item has no attribute " + name);
    }
    return value;
  }
}
