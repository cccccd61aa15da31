// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.dynamo;

import dev.foundation.api.aws.AwsFailures;
import dev.foundation.api.aws.TenantClients;
import dev.foundation.api.store.table.Attributes;
import dev.foundation.api.store.table.TableReads;
import dev.foundation.api.tenant.Tenant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Erases the history of documents that have ended. The first version goes last, and while it is
 * there nobody can create the document again: so what is erased is never a successor's.
 */
final class HistoryErasure {

  /** What one transaction takes. */
  private static final int VERSIONS_A_STEP = 100;

  private static final int ATTEMPTS = 5;

  private final TenantClients clients;

  HistoryErasure(TenantClients clients) {
    this.clients = clients;
  }

  /** Whether there was anything to erase. */
  boolean erase(Tenant tenant, String key) {
    DynamoDbClient client = clients.dynamoDb(tenant);
    String table = tenant.resources().tableName();
    boolean erased = false;
    int failures = 0;
    while (true) {
      List<Map<String, AttributeValue>> versions = newest(client, table, key);
      // Looked up after the versions: if nothing is current by now, they are of what has ended.
      if (versions.isEmpty()
          || TableReads.item(client, table, DocumentItems.currentKey(key)).isPresent()) {
        return erased;
      }
      try {
        client.transactWriteItems(delete ->
            delete.transactItems(
                versions.stream().map(version -> deletion(table, version)).toList()));
        erased = true;
      } catch (TransactionCanceledException e) {
        if (++failures == ATTEMPTS) {
          throw AwsFailures.unavailable(e);
        }
      }
    }
  }

  private static List<Map<String, AttributeValue>> newest(
      DynamoDbClient client, String table, String key) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(table)
            .keyConditionExpression("pk = :pk AND begins_with(sk, :versions)")
            .expressionAttributeValues(
                Map.of(
                    ":pk", Attributes.text(DocumentItems.partition(key)),
                    ":versions", Attributes.text(DocumentItems.VERSIONS)))
            .projectionExpression("pk, sk, e")
            .scanIndexForward(false)
            .consistentRead(true)
            .limit(VERSIONS_A_STEP)
            .build();
    return client.query(request).items();
  }

  private static TransactWriteItem deletion(String table, Map<String, AttributeValue> version) {
    return TransactWriteItem.builder()
        .delete(delete ->
            delete
                .tableName(table)
                .key(Attributes.keyOf(version))
                .conditionExpression("attribute_not_exists(pk) OR e = :etag")
                .expressionAttributeValues(
                    Map.of(":etag", Attributes.get(version, Attributes.ETAG))))
        .build();
  }
}
