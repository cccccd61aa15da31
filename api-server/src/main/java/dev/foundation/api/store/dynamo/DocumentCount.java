// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.dynamo;

import dev.foundation.api.aws.TenantClients;
import dev.foundation.api.store.table.Attributes;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.usage.StorageMeter.Amount;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Counts the entries of every collection's listing, which has no deleted documents. */
public final class DocumentCount {

  private final TenantClients clients;
  private final int mostCalls;

  /** Counts with at most so many calls. */
  public DocumentCount(TenantClients clients, int mostCalls) {
    this.clients = clients;
    this.mostCalls = mostCalls;
  }

  /** The documents of a workspace. */
  public Amount of(Tenant tenant) {
    Count count = new Count(clients.dynamoDb(tenant), tenant.resources().tableName());
    count.collections();
    return new Amount(count.documents, count.whole);
  }

  /** One count under way; calls that are not allowed any more leave the rest out. */
  private final class Count {

    private final DynamoDbClient client;
    private final String table;
    private long documents;
    private int calls;
    private boolean whole = true;

    private Count(DynamoDbClient client, String table) {
      this.client = client;
      this.table = table;
    }

    private void collections() {
      QueryRequest names =
          QueryRequest.builder()
              .tableName(table)
              .keyConditionExpression("pk = :pk")
              .expressionAttributeValues(Map.of(":pk", Attributes.text(DocumentItems.COLLECTIONS)))
              .projectionExpression(Attributes.SK)
              .build();
      pages(names)
          .flatMap(page -> page.items().stream())
          .map(item -> Attributes.get(item, Attributes.SK).s())
          .flatMap(collection -> DocumentItems.listingPartitions(collection).stream())
          .forEach(this::listed);
    }

    private void listed(String partition) {
      QueryRequest entries =
          QueryRequest.builder()
              .tableName(table)
              .indexName(Attributes.LISTING)
              .keyConditionExpression("lp = :lp")
              .expressionAttributeValues(Map.of(":lp", Attributes.text(partition)))
              .select(Select.COUNT)
              .build();
      pages(entries).forEach(page -> documents += page.count());
    }

    private Stream<QueryResponse> pages(QueryRequest request) {
      if (calls >= mostCalls) {
        whole = false;
        return Stream.empty();
      }
      return client.queryPaginator(request).stream().takeWhile(page -> isAllowed());
    }

    private boolean isAllowed() {
      whole = whole && calls++ < mostCalls;
      return whole;
    }
  }
}
