// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.dynamo;

import static dev.foundation.api.store.table.Attributes.bytes;
import static dev.foundation.api.store.table.Attributes.get;
import static dev.foundation.api.store.table.Attributes.number;
import static dev.foundation.api.store.table.Attributes.text;

import dev.foundation.api.crypto.Sealed;
import dev.foundation.api.documents.storage.DocumentChange;
import dev.foundation.api.documents.storage.StoredCollection;
import dev.foundation.api.documents.storage.StoredDocument;
import dev.foundation.api.documents.storage.StoredVersion;
import dev.foundation.api.store.table.Attributes;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Documents as items of the table: where each is kept and what it carries. */
final class DocumentItems {

  /** A collection is listed from this many partitions, so that it scales with its documents. */
  private static final int SHARDS = 8;

  /** The partition of the collections' names. */
  static final String COLLECTIONS = "c";

  private static final String CURRENT = "c";

  /** What the sort keys of all versions begin with. */
  static final String VERSIONS = "v.";

  private static final String DOCUMENT = "d.";

  /** Hexadecimal digits of a time. */
  static final int CREATED_DIGITS = 12;

  private static final int KEY_CHARACTERS = 12;

  private DocumentItems() {}

  static String partition(String key) {
    return DOCUMENT + key;
  }

  static Map<String, AttributeValue> currentKey(String key) {
    return Attributes.key(partition(key), CURRENT);
  }

  static Map<String, AttributeValue> versionKey(String key, long version) {
    return Attributes.key(partition(key), versionSort(version));
  }

  /** Sorts by version. */
  static String versionSort(long version) {
    return VERSIONS + HexFormat.of().toHexDigits(version);
  }

  static StoredVersion version(Map<String, AttributeValue> item) {
    return new StoredVersion(
        Long.parseLong(get(item, Attributes.VERSION).n()),
        get(item, Attributes.ETAG).s(),
        sealed(item, Attributes.BODY));
  }

  static Map<String, AttributeValue> collection(String collection, Sealed name) {
    return Map.of(
        Attributes.PK, text(COLLECTIONS),
        Attributes.SK, text(collection),
        Attributes.NAME, bytes(name.bytes()));
  }

  static StoredCollection collection(Map<String, AttributeValue> item) {
    return new StoredCollection(get(item, Attributes.SK).s(), sealed(item, Attributes.NAME));
  }

  static Map<String, AttributeValue> current(DocumentChange change) {
    StoredDocument after = change.after();
    Map<String, AttributeValue> item = new HashMap<>(currentKey(after.key()));
    item.putAll(versionOf(after, after.sealed()));
    item.put(Attributes.NAME, bytes(after.name().bytes()));
    if (!after.tags().isEmpty()) {
      item.put(Attributes.TAGS, EntryItems.tags(after.tags()));
    }
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
    Map<String, AttributeValue> item = new HashMap<>(versionKey(after.key(), after.version()));
    item.putAll(versionOf(after, change.history()));
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
        item.containsKey(Attributes.DELETED),
        EntryItems.tags(item));
  }

  /** The partitions that a collection is listed from. */
  static List<String> listingPartitions(String collection) {
    return IntStream.range(0, SHARDS)
        .mapToObj(shard -> listingPartition(collection, shard))
        .toList();
  }

  private static String listingPartition(String collection, int shard) {
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
}
