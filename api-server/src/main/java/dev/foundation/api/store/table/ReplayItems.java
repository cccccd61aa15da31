// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.table;

import dev.foundation.api.crypto.Sealed;
import dev.foundation.api.idempotency.StoredReplay;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Replay records as items of the table. The table forgets expired ones late: they do not count. */
public final class ReplayItems {

  private static final String PREFIX = "k.";
  private static final String SORT = "k";

  private ReplayItems() {}

  /** The record of a key that has not expired by now. */
  public static Optional<StoredReplay> find(
      DynamoDbClient client, String table, String key, Instant now) {
    return TableReads.item(client, table, Attributes.key(PREFIX + key, SORT))
        .map(item -> replay(key, item))
        .filter(replay -> replay.expiresAt().isAfter(now));
  }

  private static StoredReplay replay(String key, Map<String, AttributeValue> item) {
    long expires = Long.parseLong(Attributes.get(item, Attributes.EXPIRES).n());
    return new StoredReplay(
        key,
        Sealed.of(Attributes.get(item, Attributes.BODY).b().asByteArray()),
        Instant.ofEpochSecond(expires));
  }

  /** A write that fails if there is a record of the key that has not expired by now. */
  public static TransactWriteItem write(String table, StoredReplay replay, Instant now) {
    Map<String, AttributeValue> item = new HashMap<>(Attributes.key(PREFIX + replay.key(), SORT));
    item.put(Attributes.BODY, Attributes.bytes(replay.sealed().bytes()));
    item.put(Attributes.EXPIRES, Attributes.number(replay.expiresAt().getEpochSecond()));
    return TransactWriteItem.builder()
        .put(put ->
            put.tableName(table)
                .item(item)
                .conditionExpression("attribute_not_exists(pk) OR #ttl <= :now")
                .expressionAttributeNames(Map.of("#ttl", Attributes.EXPIRES))
                .expressionAttributeValues(Map.of(":now", Attributes.number(now.getEpochSecond()))))
        .build();
  }
}
