// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.dynamo;

import static dev.foundation.api.aws.AwsFailures.translated;

import dev.foundation.api.aws.AwsFailures;
import dev.foundation.api.aws.TenantClients;
import dev.foundation.api.crypto.Sealed;
import dev.foundation.api.documents.storage.DocumentChange;
import dev.foundation.api.documents.storage.DocumentChange.Outcome;
import dev.foundation.api.documents.storage.DocumentStore;
import dev.foundation.api.documents.storage.ListingQuery;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Documents in the workspace's own table, reached as the workspace's role. */
public final class DynamoDocumentStore implements DocumentStore {

  private static final String ABSENT = "attribute_not_exists(pk)";
  private static final String CHECK_FAILED = "ConditionalCheckFailed";
  private static final int REPLAY_PLACE = 2;

  private final TenantClients clients;
  private final InstantSource clock;
  private final ListingReader listings;

  /**
   * A store for every tenant.
   *
   * @param clock says which replay records have expired
   */
  public DynamoDocumentStore(TenantClients clients, InstantSource clock) {
    this.clients = clients;
    this.clock = clock;
    this.listings = new ListingReader(clients);
  }

  @Override
  public Optional<StoredDocument> find(Tenant tenant, String key) {
    return TableReads.item(
            clients.dynamoDb(tenant), tenant.resources().tableName(), DocumentItems.currentKey(key))
        .map(DocumentItems::document);
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
  public Outcome apply(Tenant tenant, DocumentChange change) {
    TransactWriteItemsRequest request =
        TransactWriteItemsRequest.builder()
            .clientRequestToken(UUID.randomUUID().toString())
            .transactItems(puts(tenant.resources().tableName(), change))
            .build();
    try {
      clients.dynamoDb(tenant).transactWriteItems(request);
      return Outcome.DONE;
    } catch (TransactionCanceledException e) {
      return outcome(e);
    } catch (SdkException e) {
      throw AwsFailures.translate(e);
    }
  }

  private List<TransactWriteItem> puts(String table, DocumentChange change) {
    List<TransactWriteItem> puts = new ArrayList<>();
    puts.add(current(table, change));
    puts.add(put(table, DocumentItems.history(change), ABSENT, Map.of()));
    change
        .replayed()
        .ifPresent(replay -> puts.add(ReplayItems.write(table, replay, clock.instant())));
    return puts;
  }

  private static TransactWriteItem current(String table, DocumentChange change) {
    Map<String, AttributeValue> item = DocumentItems.current(change);
    return change
        .replaced()
        .map(etag -> put(table, item, "e = :etag", Map.of(":etag", Attributes.text(etag))))
        .orElseGet(() -> put(table, item, ABSENT, Map.of()));
  }

  private static TransactWriteItem put(
      String table,
      Map<String, AttributeValue> item,
      String condition,
      Map<String, AttributeValue> values) {
    Put.Builder put = Put.builder().tableName(table).item(item).conditionExpression(condition);
    if (!values.isEmpty()) {
      put.expressionAttributeValues(values);
    }
    return TransactWriteItem.builder().put(put.build()).build();
  }

  /** Reasons come in the order of the writes. */
  private static Outcome outcome(TransactionCanceledException failure) {
    List<String> codes =
        failure.cancellationReasons().stream().map(CancellationReason::code).toList();
    int failed = codes.lastIndexOf(CHECK_FAILED);
    if (failed >= 0) {
      return failed == REPLAY_PLACE ? Outcome.REPLAY_EXISTS : Outcome.LOST_RACE;
    }
    if (codes.contains("TransactionConflict")) {
      return Outcome.CONTENDED;
    }
    throw AwsFailures.unavailable(failure);
  }
}
