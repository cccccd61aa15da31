// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.table;

import dev.foundation.api.aws.AwsFailures;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads that see every finished change. */
public final class TableReads {

  /** What one BatchGetItem takes. */
  private static final int BATCH = 100;

  private static final int ATTEMPTS = 5;

  private TableReads() {}

  /** The item with this key. */
  public static Optional<Map<String, AttributeValue>> item(
      DynamoDbClient client, String table, Map<String, AttributeValue> key) {
    return Optional.of(
            AwsFailures.translated(() ->
                client.getItem(get -> get.tableName(table).key(key).consistentRead(true)).item()))
        .filter(item -> !item.isEmpty());
  }

  /** The items by their keys; what is gone is not among them. */
  public static Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items(
      DynamoDbClient client, String table, List<Map<String, AttributeValue>> keys) {
    Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items = new HashMap<>();
    for (int start = 0; start < keys.size(); start += BATCH) {
      batch(client, table, keys.subList(start, Math.min(start + BATCH, keys.size())), items);
    }
    return items;
  }

  private static void batch(
      DynamoDbClient client,
      String table,
      List<Map<String, AttributeValue>> keys,
      Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items) {
    Map<String, KeysAndAttributes> open =
        Map.of(table, KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
    for (int attempt = 0; !open.isEmpty(); attempt++) {
      if (attempt == ATTEMPTS) {
        throw AwsFailures.unavailable(
            new IllegalStateException("DynamoDB left keys of a batch unread"));
      }
      Map<String, KeysAndAttributes> request = open;
      BatchGetItemResponse response = client.batchGetItem(batch -> batch.requestItems(request));
      for (Map<String, AttributeValue> item : response.responses().getOrDefault(table, List.of())) {
        items.put(Attributes.keyOf(item), item);
      }
      open = response.unprocessedKeys();
    }
  }
}
