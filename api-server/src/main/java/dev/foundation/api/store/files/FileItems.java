// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.files;

import static dev.foundation.api.store.table.Attributes.get;
import static dev.foundation.api.store.table.Attributes.key;
import static dev.foundation.api.store.table.Attributes.number;
import static dev.foundation.api.store.table.Attributes.text;

import dev.foundation.api.crypto.Sealed;
import dev.foundation.api.files.index.StoredFile;
import dev.foundation.api.files.index.StoredFolder;
import dev.foundation.api.files.index.StoredPath;
import dev.foundation.api.files.index.StoredVersion;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The table's items for files, by attribute.
 *
 * <p>{@code pk} and {@code sk} the key, {@code v} version, {@code e} entity tag, {@code b} sealed
 * bytes, {@code ca} and {@code ua} times in epoch milliseconds, {@code lp} and {@code ls} the
 * listing's keys, {@code x} a tombstone, {@code ttl} epoch seconds on a pending file, {@code f} the
 * file a path belongs to.
 */
final class FileItems {

  static final String FILE_PREFIX = "f.";
  static final String PATH_PREFIX = "p.";
  static final String FOLDER_PREFIX = "g.";
  static final String CURRENT = "c";
  private static final int SHARDS = 8;

  private static final String PATH_SORT = "p";
  private static final String FOLDER_SORT = "g";
  private static final int TIME_DIGITS = 12;
  private static final int HASH_CHARACTERS = 12;

  private FileItems() {}

  static Map<String, AttributeValue> fileKey(String key) {
    return key(FILE_PREFIX + key, CURRENT);
  }

  static Map<String, AttributeValue> versionKey(String key, long version) {
    return key(FILE_PREFIX + key, versionSort(version));
  }

  static String versionSort(long version) {
    return "v." + HexFormat.of().toHexDigits(version);
  }

  static Map<String, AttributeValue> pathKey(String key) {
    return key(PATH_PREFIX + key, PATH_SORT);
  }

  static Map<String, AttributeValue> folderKey(String key) {
    return key(FOLDER_PREFIX + key, FOLDER_SORT);
  }

  static Map<String, AttributeValue> of(StoredFile file) {
    Map<String, AttributeValue> item = versioned(file, file.sealed());
    item.putAll(fileKey(file.key()));
    file.listedIn().ifPresent(folder -> item.putAll(listed(folder, file.key(), file.createdAt())));
    return item;
  }

  static Map<String, AttributeValue> history(StoredFile file, Sealed sealed) {
    Map<String, AttributeValue> item = versioned(file, sealed);
    item.putAll(versionKey(file.key(), file.version()));
    return item;
  }

  private static Map<String, AttributeValue> versioned(StoredFile file, Sealed sealed) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("v", number(file.version()));
    item.put("e", text(file.etag()));
    item.put("b", bytes(sealed));
    item.put("ca", number(file.createdAt().toEpochMilli()));
    item.put("ua", number(file.updatedAt().toEpochMilli()));
    if (file.state() == StoredFile.State.DELETED) {
      item.put("x", AttributeValue.fromBool(true));
    }
    return item;
  }

  static Map<String, AttributeValue> of(StoredPath path) {
    Map<String, AttributeValue> item = new HashMap<>(pathKey(path.key()));
    item.put("f", text(path.file()));
    item.put("b", bytes(path.sealed()));
    return item;
  }

  static Map<String, AttributeValue> of(StoredFolder folder) {
    Map<String, AttributeValue> item = new HashMap<>(folderKey(folder.key()));
    item.put("b", bytes(folder.sealed()));
    item.put("ca", number(folder.createdAt().toEpochMilli()));
    // The parent's key is kept apart from its shard, which the listing's key carries too.
    item.put("f", text(folder.parent()));
    item.putAll(listed(folder.parent(), folder.key(), folder.createdAt()));
    return item;
  }

  /** Spreads one folder over {@link #SHARDS} partitions, newest last within each. */
  private static Map<String, AttributeValue> listed(String folder, String key, Instant createdAt) {
    String time = HexFormat.of().toHexDigits(createdAt.toEpochMilli(), TIME_DIGITS);
    int shard = Math.floorMod(key.hashCode(), SHARDS);
    return Map.of(
        "lp", text(partition(folder, shard)),
        "ls", text(time + key.substring(0, HASH_CHARACTERS)));
  }

  /** The partitions that a folder is listed from. */
  static List<String> partitions(String folder) {
    return IntStream.range(0, SHARDS).mapToObj(shard -> partition(folder, shard)).toList();
  }

  private static String partition(String folder, int shard) {
    return FILE_PREFIX + folder + "." + shard;
  }

  static StoredFile file(Map<String, AttributeValue> item) {
    return new StoredFile(
        after(FILE_PREFIX, item),
        Long.parseLong(get(item, "v").n()),
        get(item, "e").s(),
        state(item),
        sealed(item),
        time(item, "ca"),
        time(item, "ua"),
        item.containsKey("lp") ? folderOf(get(item, "lp").s()) : null);
  }

  static StoredVersion version(Map<String, AttributeValue> item) {
    return new StoredVersion(
        after(FILE_PREFIX, item),
        Long.parseLong(get(item, "v").n()),
        get(item, "e").s(),
        sealed(item));
  }

  private static StoredFile.State state(Map<String, AttributeValue> item) {
    if (item.containsKey("x")) {
      return StoredFile.State.DELETED;
    }
    return item.containsKey("ttl") ? StoredFile.State.PENDING : StoredFile.State.VISIBLE;
  }

  private static String folderOf(String partition) {
    return partition.substring(FILE_PREFIX.length(), partition.lastIndexOf('.'));
  }

  static StoredPath path(Map<String, AttributeValue> item) {
    return new StoredPath(after(PATH_PREFIX, item), get(item, "f").s(), sealed(item));
  }

  static StoredFolder folder(Map<String, AttributeValue> item) {
    return new StoredFolder(
        after(FOLDER_PREFIX, item), get(item, "f").s(), sealed(item), time(item, "ca"));
  }

  private static String after(String prefix, Map<String, AttributeValue> item) {
    return get(item, "pk").s().substring(prefix.length());
  }

  private static Sealed sealed(Map<String, AttributeValue> item) {
    return Sealed.of(get(item, "b").b().asByteArrayUnsafe());
  }

  private static Instant time(Map<String, AttributeValue> item, String attribute) {
    return Instant.ofEpochMilli(Long.parseLong(get(item, attribute).n()));
  }

  private static AttributeValue bytes(Sealed sealed) {
    return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(sealed.bytes()));
  }
}
