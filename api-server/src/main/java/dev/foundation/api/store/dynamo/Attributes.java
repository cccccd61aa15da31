// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.dynamo;

import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The attributes of the documents table, and values of their types. */
final class Attributes {

  static final String PK = "pk";
  static final String SK = "sk";
  static final String VERSION = "v";
  static final String ETAG = "e";
  static final String BODY = "b";
  static final String NAME = "n";
  static final String CREATED = "ca";
  static final String UPDATED = "ua";
  static final String DELETED = "x";
  static final String LISTING_PARTITION = "lp";
  static final String LISTING_SORT = "ls";
  static final String EXPIRES = "ttl";

  private Attributes() {}

  static Map<String, AttributeValue> key(String partition, String sort) {
    return Map.of(PK, text(partition), SK, text(sort));
  }

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  static AttributeValue bytes(byte[] value) {
    return AttributeValue.fromB(SdkBytes.fromByteArray(value));
  }
}
