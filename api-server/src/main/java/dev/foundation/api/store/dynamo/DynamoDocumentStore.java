// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.dynamo;

import static dev.foundation.api.aws.AwsFailures.translated;

import dev.foundation.api.aws.AwsFailures;
import dev.foundation.api.aws.TenantClients;
import dev.foundation.api.crypto.Sealed;
import dev.foundation.api.documents.storage.DocumentRemoval;
import dev.foundation.api.documents.storage.DocumentStore;
import dev.foundation.api.documents.storage.DocumentTransaction;
import dev.foundation.api.documents.storage.DocumentTransaction.Outcome;
import dev.foundation.api.documents.storage.ListingQuery;
import dev.foundation.api.documents.storage.StoredCollection;
import dev.foundation.api.documents.storage.StoredDocument;
import dev.foundation.api.documents.storage.StoredPage;
import dev.foundation.api.documents.storage.StoredVersion;
import dev.foundation.api.idempotency.StoredReplay;
import dev.foundation.api.store.table.Attributes;
import dev.foundation.api.store.table.ReplayItems;
import dev.foundation.api.store.table.TableReads;
import dev.foundation.api.tenant.Tenant;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Documents in the workspace's own table, reached as the workspace's role. */
public final class DynamoDocumentStore implements DocumentStore {

  private static final String ABSENT = "attribute_not_exists(pk)";

  private final TenantClients clients;
  private final ListingReader listings;
  private final DocumentWrites writes;
  private final HistoryErasure erasure;

  /**
   * A store for every tenant.
   *
   * @param clock says which replay records have expired
   */
  public DynamoDocumentStore(TenantClients clients, InstantSource clock) {
    this.clients = clients;
    this.listings = new ListingReader(clients);
    this.writes = new DocumentWrites(clients, clock);
    this.erasure = new HistoryErasure(clients);
  }

  @Override
  public Optional<StoredDocument> find(Tenant tenant, String key) {
    return TableReads.item(
            clients.dynamoDb(tenant), tenant.resources().tableName(), DocumentItems.currentKey(key))
        .map(DocumentItems::document);
  }

  @Override
  public List<StoredDocument> findAll(Tenant tenant, List<String> keys) {
    List<Map<String, AttributeValue>> wanted =
        keys.stream().map(DocumentItems::currentKey).toList();
    return translated(() ->
            TableReads.items(clients.dynamoDb(tenant), tenant.resources().tableName(), wanted))
        .values()
        .stream()
        .map(DocumentItems::document)
        .toList();
  }

  @Override
  public Optional<StoredVersion> findVersion(Tenant tenant, String key, long version) {
    return TableReads.item(
            clients.dynamoDb(tenant),
            tenant.resources().tableName(),
            DocumentItems.versionKey(key, version))
        .map(DocumentItems::version);
  }

  /** One query reads 1 MB at most. */
  @Override
  public List<StoredVersion> versions(Tenant tenant, String key, long below, int limit) {
    Map<String, AttributeValue> values =
        Map.of(
            ":pk", Attributes.text(DocumentItems.partition(key)),
            ":oldest", Attributes.text(DocumentItems.versionSort(0)),
            ":newest", Attributes.text(DocumentItems.versionSort(below - 1)));
    QueryRequest request =
        QueryRequest.builder()
            .tableName(tenant.resources().tableName())
            .keyConditionExpression("pk = :pk AND sk BETWEEN :oldest AND :newest")
            .expressionAttributeValues(values)
            .scanIndexForward(false)
            .consistentRead(true)
            .limit(limit)
            .build();
    return translated(() -> clients.dynamoDb(tenant).query(request)).items().stream()
        .map(DocumentItems::version)
        .toList();
  }

  @Override
  public Optional<StoredReplay> findReplay(Tenant tenant, String key, Instant now) {
    return ReplayItems.find(clients.dynamoDb(tenant), tenant.resources().tableName(), key, now);
  }

  @Override
  public StoredPage list(Tenant tenant, ListingQuery query) {
    return translated(() -> listings.read(tenant, query));
  }

  @Override
  public void registerCollection(Tenant tenant, String collection, Sealed name) {
    try {
      clients
          .dynamoDb(tenant)
          .putItem(put ->
              put.tableName(tenant.resources().tableName())
                  .item(DocumentItems.collection(collection, name))
                  .conditionExpression(ABSENT));
    } catch (ConditionalCheckFailedException e) {
      // Somebody registered it before; its sealed name is as good.
    } catch (SdkException e) {
      throw AwsFailures.translate(e);
    }
  }

  @Override
  public Outcome apply(Tenant tenant, DocumentTransaction transaction) {
    return writes.write(tenant, transaction);
  }

  @Override
  public Outcome remove(Tenant tenant, DocumentRemoval removal) {
    return writes.remove(tenant, removal);
  }

  @Override
  public boolean eraseHistory(Tenant tenant, String key) {
    return translated(() -> erasure.erase(tenant, key));
  }

  /** One query reads 1 MB at most, which a page of names never is. */
  @Override
  public List<StoredCollection> collections(Tenant tenant, Optional<String> after, int limit) {
    QueryRequest request =
        QueryRequest.builder()
            .tableName(tenant.resources().tableName())
            .keyConditionExpression("pk = :pk AND sk > :after")
            .expressionAttributeValues(
                Map.of(
                    ":pk", Attributes.text(DocumentItems.COLLECTIONS),
                    ":after", Attributes.text(after.orElse(" "))))
            .consistentRead(true)
            .limit(limit)
            .build();
    return translated(() -> clients.dynamoDb(tenant).query(request)).items().stream()
        .map(DocumentItems::collection)
        .toList();
  }
}
