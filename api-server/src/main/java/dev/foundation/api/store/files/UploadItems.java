// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.files;

import static dev.foundation.api.store.table.Attributes.get;

import dev.foundation.api.crypto.Sealed;
import dev.foundation.api.files.index.StoredUpload;
import dev.foundation.api.store.table.Attributes;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The table's items for uploads: all of one file in one partition, each gone at its {@code ttl}.
 */
final class UploadItems {

  private static final String PREFIX = "u.";

  private UploadItems() {}

  static String partition(String file) {
    return PREFIX + file;
  }

  static Map<String, AttributeValue> key(String file, String upload) {
    return Attributes.key(partition(file), upload);
  }

  static Map<String, AttributeValue> of(StoredUpload upload) {
    Map<String, AttributeValue> item = new HashMap<>(key(upload.file(), upload.key()));
    item.put(Attributes.BODY, Attributes.bytes(upload.sealed().bytes()));
    item.put(Attributes.EXPIRES, Attributes.number(upload.expiresAt().getEpochSecond()));
    return item;
  }

  static StoredUpload upload(Map<String, AttributeValue> item) {
    return new StoredUpload(
        get(item, Attributes.PK).s().substring(PREFIX.length()),
        get(item, Attributes.SK).s(),
        Sealed.of(get(item, Attributes.BODY).b().asByteArrayUnsafe()),
        Instant.ofEpochSecond(Long.parseLong(get(item, Attributes.EXPIRES).n())));
  }
}
