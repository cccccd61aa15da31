// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.dynamo;

import static dev.foundation.api.aws.AwsFailures.translated;

import dev.foundation.api.aws.AwsFailures;
import dev.foundation.api.aws.TenantClients;
import dev.foundation.api.crypto.Sealed;
import dev.foundation.api.documents.indexing.IndexEntry;
import dev.foundation.api.documents.indexing.IndexStore;
import dev.foundation.api.documents.indexing.StoredIndexes;
import dev.foundation.api.documents.storage.DocumentTransaction.Outcome;
import dev.foundation.api.documents.storage.StoredDocument;
import dev.foundation.api.store.table.Attributes;
import dev.foundation.api.store.table.TableReads;
import dev.foundation.api.tenant.Tenant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Indexes in the workspace's own table, reached as the workspace's role. */
public final class DynamoIndexStore implements IndexStore {

  /** After every character of a place. */
  private static final String END = "~";

  private final TenantClients clients;
  private final DocumentWrites writes;

  /** A store for every tenant. */
  public DynamoIndexStore(TenantClients clients, InstantSource clock) {
    this.clients = clients;
    this.writes = new DocumentWrites(clients, clock);
  }

  @Override
  public Optional<StoredIndexes> find(Tenant tenant, String collection) {
    return TableReads.item(
            clients.dynamoDb(tenant),
            tenant.resources().tableName(),
            EntryItems.indexesKey(collection))
        .map(item ->
            new StoredIndexes(
                Long.parseLong(Attributes.get(item, Attributes.VERSION).n()),
                Sealed.of(Attributes.get(item, Attributes.BODY).b().asByteArray())));
  }

  @Override
  public boolean replace(Tenant tenant, String collection, StoredIndexes next) {
    Map<String, AttributeValue> item = new HashMap<>(EntryItems.indexesKey(collection));
    item.put(Attributes.VERSION, Attributes.number(next.revision()));
    item.put(Attributes.BODY, Attributes.bytes(next.sealed().bytes()));
    PutItemRequest.Builder put =
        PutItemRequest.builder().tableName(tenant.resources().tableName()).item(item);
    if (next.revision() == 1) {
      put.conditionExpression("attribute_not_exists(pk)");
    } else {
      put.conditionExpression("v = :before")
          .expressionAttributeValues(Map.of(":before", Attributes.number(next.revision() - 1)));
    }
    try {
      clients.dynamoDb(tenant).putItem(put.build());
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    } catch (SdkException e) {
      throw AwsFailures.translate(e);
    }
  }

  /** One query reads 1 MB at most, which a page of keys never is. */
  @Override
  public List<IndexEntry> entries(Tenant tenant, String tag, Optional<String> from, int limit) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(tenant.resources().tableName())
            .keyConditionExpression("pk = :pk AND sk <= :from")
            .expressionAttributeValues(
                Map.of(
                    ":pk", Attributes.text(EntryItems.partition(tag)),
                    ":from", Attributes.text(from.orElse(END))))
            .scanIndexForward(false)
            .consistentRead(true)
            .limit(limit)
            .build();
    return translated(() -> clients.dynamoDb(tenant).query(request)).items().stream()
        .map(EntryItems::entry)
        .toList();
  }

  @Override
  public Outcome retag(Tenant tenant, StoredDocument document, List<String> tags) {
    return writes.retag(tenant, document, tags);
  }
}
