// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.dynamo;

import dev.foundation.api.documents.storage.ListingQuery;
import dev.foundation.api.documents.storage.ListingQuery.Order;
import dev.foundation.api.store.dynamo.MergedShards.Entry;
import dev.foundation.api.tenant.Tenant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** One partition of a listing, read page by page. */
final class ListingShard {

  private static final String INDEX = "listing";

  /** After every character of a sort key. */
  private static final String END = "~";

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

  static ListingShard open(DynamoDbClient client, Tenant tenant, ListingQuery query, int shard) {
    boolean ascending = query.order() == Order.ASCENDING;
    String position = query.after().orElse("");
    String low =
        query.createdAfter().map(time -> DocumentItems.listingTime(time) + END).orElse("0");
    if (ascending && position.compareTo(low) > 0) {
      low = position;
    }
    String high = ascending || position.isEmpty() ? END : position;
    if (low.compareTo(high) > 0) {
      high = low;
    }
    QueryRequest request =
        QueryRequest.builder()
            .tableName(tenant.resources().tableName())
            .indexName(INDEX)
            .keyConditionExpression("lp = :lp AND ls BETWEEN :low AND :high")
            .expressionAttributeValues(
                Map.of(
                    ":lp",
                    Attributes.text(DocumentItems.listingPartition(query.collection(), shard)),
                    ":low",
                    Attributes.text(low),
                    ":high",
                    Attributes.text(high)))
            .scanIndexForward(ascending)
            .limit(query.limit() / DocumentItems.SHARDS * 2 + 2)
            .build();
    ListingShard opened = new ListingShard(client, position, request);
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
        Entry entry =
            new Entry(
                DocumentItems.get(item, Attributes.PK).s(),
                DocumentItems.get(item, Attributes.LISTING_SORT).s());
        if (!entry.sort().equals(position)) {
          entries.add(entry);
        }
      }
      more = response.hasLastEvaluatedKey();
      request = request.toBuilder().exclusiveStartKey(response.lastEvaluatedKey()).build();
    }
  }
}
