// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.table;

import dev.foundation.api.crypto.IntegrityException;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The attributes of the documents table, and values of their types. */
public final class Attributes {

  public static final String PK = "pk";
  public static final String SK = "sk";
  public static final String VERSION = "v";
  public static final String ETAG = "e";
  public static final String BODY = "b";
  public static final String NAME = "n";
  public static final String CREATED = "ca";
  public static final String UPDATED = "ua";
  public static final String DELETED = "x";
  public static final String LISTING_PARTITION = "lp";
  public static final String LISTING_SORT = "ls";
  public static final String TAGS = "i";

  /** The index that collections and folders are listed from. */
  public static final String LISTING = "listing";

  public static final String EXPIRES = "ttl";

  private Attributes() {}

  /** An item's key. */
  public static Map<String, AttributeValue> key(String partition, String sort) {
    return Map.of(PK, text(partition), SK, text(sort));
  }

  /** An item's own key. */
  public static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
    return Map.of(PK, get(item, PK), SK, get(item, SK));
  }

  /**
   * An attribute that every such item has.
   *
   * @throws IntegrityException if it lacks it
   */
  public static AttributeValue get(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    if (value == null) {
      throw new IntegrityException("an item of the table lacks an attribute");
    }
    return value;
  }

  /** A string. */
  public static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  /** A whole number. */
  public static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  /** Bytes. */
  public static AttributeValue bytes(byte[] value) {
    return AttributeValue.fromB(SdkBytes.fromByteArray(value));
  }
}
