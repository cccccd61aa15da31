// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.audit;

import dev.foundation.api.audit.storage.AuditStore;
import dev.foundation.api.audit.storage.StoredBlock;
import dev.foundation.api.aws.AwsFailures;
import dev.foundation.api.aws.TenantClients;
import dev.foundation.api.store.table.Attributes;
import dev.foundation.api.tenant.Tenant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** Blocks as items of the cell's audit table. */
public final class DynamoAuditStore implements AuditStore {

  private final TenantClients clients;
  private final String table;

  /**
   * A store in this table.
   *
   * @param clients with the audit's role
   */
  public DynamoAuditStore(TenantClients clients, String table) {
    this.clients = clients;
    this.table = table;
  }

  @Override
  public void add(Tenant tenant, StoredBlock block) {
    Map<String, AttributeValue> item = BlockItems.item(block);
    try {
      AwsFailures.translated(() ->
          clients
              .dynamoDb(tenant)
              .putItem(put ->
                  put.tableName(table)
                      .item(item)
                      .conditionExpression("attribute_not_exists(pk)")
                      .returnValuesOnConditionCheckFailure(
                          ReturnValuesOnConditionCheckFailure.ALL_OLD)));
    } catch (ConditionalCheckFailedException e) {
      // The answer to an earlier attempt of the same call was lost.
      if (!item.equals(e.item())) {
        throw e;
      }
    }
  }

  @Override
  public Page read(Tenant tenant, Query query) {
    if (query.isOfNoTime()) {
      return new Page(List.of(), Optional.empty());
    }
    QueryResponse found =
        AwsFailures.translated(() -> clients.dynamoDb(tenant).query(request(tenant, query)));
    List<Positioned> blocks =
        found.items().stream()
            .map(item ->
                new Positioned(
                    Attributes.get(item, Attributes.SK).s(),
                    BlockItems.block(tenant.foundationId(), query.day(), item)))
            .toList();
    return new Page(
        blocks,
        Optional.ofNullable(found.lastEvaluatedKey().get(Attributes.SK)).map(AttributeValue::s));
  }

  private QueryRequest request(Tenant tenant, Query query) {
    String partition = BlockItems.partition(tenant.foundationId(), query.day());
    String from = query.from() == null ? BlockItems.FIRST : BlockItems.from(query.from());
    String to = query.to() == null ? BlockItems.LAST : BlockItems.upTo(query.to());
    QueryRequest.Builder request =
        QueryRequest.builder()
            .tableName(table)
            .consistentRead(true)
            .scanIndexForward(query.ascending())
            .keyConditionExpression("pk = :pk AND sk BETWEEN :from AND :to")
            .expressionAttributeValues(
                Map.of(
                    ":pk", Attributes.text(partition),
                    ":from", Attributes.text(from),
                    ":to", Attributes.text(to)));
    if (query.after() != null) {
      request.exclusiveStartKey(Attributes.key(partition, query.after()));
    }
    return request.build();
  }
}
