// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.table;

import dev.foundation.api.store.table.MergedListing.Entry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** One partition of a listing, read page by page. */
final class ListingShard {

  private final DynamoDbClient client;
  private final String position;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private QueryRequest request;
  private boolean more = true;

  private ListingShard(DynamoDbClient client, String position, QueryRequest request) {
    this.client = client;
    this.position = position;
    this.request = request;
  }

  /** Reads the beginning of a partition; at most {@code page} entries with each query. */
  static ListingShard open(
      DynamoDbClient client, String table, String partition, ListingRange range, int page) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(table)
            .indexName(Attributes.LISTING)
            .keyConditionExpression("lp = :lp AND ls BETWEEN :low AND :high")
            .expressionAttributeValues(
                Map.of(
                    ":lp", Attributes.text(partition),
                    ":low", Attributes.text(range.low()),
                    ":high", Attributes.text(range.high())))
            .scanIndexForward(range.ascending())
            .limit(page)
            .build();
    ListingShard opened = new ListingShard(client, range.position(), request);
    opened.fill();
    return opened;
  }

  boolean hasNext() {
    return !entries.isEmpty();
  }

  Entry peek() {
    return entries.element();
  }

  Entry next() {
    Entry next = entries.remove();
    fill();
    return next;
  }

  /** Bounds are inclusive, so the entry that the page before ended with is left out here. */
  private void fill() {
    while (entries.isEmpty() && more) {
      QueryResponse response = client.query(request);
      for (Map<String, AttributeValue> item : response.items()) {
        Entry entry = Entry.of(item);
        if (!entry.sort().equals(position)) {
          entries.add(entry);
        }
      }
      more = response.hasLastEvaluatedKey();
      request = request.toBuilder().exclusiveStartKey(response.lastEvaluatedKey()).build();
    }
  }
}
