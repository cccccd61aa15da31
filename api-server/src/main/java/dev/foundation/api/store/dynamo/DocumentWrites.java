// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.dynamo;

import dev.foundation.api.aws.AwsFailures;
import dev.foundation.api.aws.TenantClients;
import dev.foundation.api.documents.storage.DocumentChange;
import dev.foundation.api.documents.storage.DocumentRemoval;
import dev.foundation.api.documents.storage.DocumentTransaction;
import dev.foundation.api.documents.storage.DocumentTransaction.Outcome;
import dev.foundation.api.documents.storage.StoredDocument;
import dev.foundation.api.idempotency.StoredReplay;
import dev.foundation.api.store.table.Attributes;
import dev.foundation.api.store.table.ReplayItems;
import dev.foundation.api.tenant.Tenant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Writes documents with all that belongs to them in one DynamoDB transaction. */
final class DocumentWrites {

  private static final String ABSENT = "attribute_not_exists(pk)";
  private static final String CHECK_FAILED = "ConditionalCheckFailed";

  private final TenantClients clients;
  private final InstantSource clock;

  DocumentWrites(TenantClients clients, InstantSource clock) {
    this.clients = clients;
    this.clock = clock;
  }

  Outcome write(Tenant tenant, DocumentTransaction transaction) {
    String table = tenant.resources().tableName();
    List<TransactWriteItem> writes = new ArrayList<>();
    transaction
        .replayed()
        .ifPresent(replay -> writes.add(ReplayItems.write(table, replay, clock.instant())));
    for (DocumentChange change : transaction.changes()) {
      writes.add(current(table, change));
      writes.add(put(table, DocumentItems.history(change), ABSENT, Map.of()));
      EntryItems.writes(table, change.after(), change.added(), change.removed())
          .forEach(writes::add);
    }
    return send(tenant, writes, transaction.replay());
  }

  Outcome remove(Tenant tenant, DocumentRemoval removal) {
    String table = tenant.resources().tableName();
    List<TransactWriteItem> writes = new ArrayList<>();
    removal
        .replayed()
        .ifPresent(replay -> writes.add(ReplayItems.write(table, replay, clock.instant())));
    StoredDocument current = removal.current();
    writes.add(
        TransactWriteItem.builder()
            .delete(delete ->
                delete
                    .tableName(table)
                    .key(DocumentItems.currentKey(current.key()))
                    .conditionExpression(unchanged(current))
                    .expressionAttributeValues(values(current)))
            .build());
    EntryItems.writes(table, current, List.of(), current.tags()).forEach(writes::add);
    return send(tenant, writes, removal.replay());
  }

  private Outcome send(
      Tenant tenant, List<TransactWriteItem> writes, @Nullable StoredReplay replay) {
    TransactWriteItemsRequest request =
        TransactWriteItemsRequest.builder()
            .clientRequestToken(UUID.randomUUID().toString())
            .transactItems(writes)
            .build();
    try {
      clients.dynamoDb(tenant).transactWriteItems(request);
      return Outcome.DONE;
    } catch (TransactionCanceledException e) {
      return outcome(e, replay != null);
    } catch (SdkException e) {
      throw AwsFailures.translate(e);
    }
  }

  private static TransactWriteItem current(String table, DocumentChange change) {
    Map<String, AttributeValue> item = DocumentItems.current(change);
    StoredDocument before = change.before();
    return before == null
        ? put(table, item, ABSENT, Map.of())
        : put(table, item, unchanged(before), values(before));
  }

  Outcome retag(Tenant tenant, StoredDocument document, List<String> tags) {
    String table = tenant.resources().tableName();
    Map<String, AttributeValue> values = new HashMap<>(values(document));
    if (!tags.isEmpty()) {
      values.put(":tags", EntryItems.tags(tags));
    }
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(
        TransactWriteItem.builder()
            .update(update ->
                update
                    .tableName(table)
                    .key(DocumentItems.currentKey(document.key()))
                    .updateExpression(tags.isEmpty() ? "REMOVE i" : "SET i = :tags")
                    .conditionExpression(unchanged(document))
                    .expressionAttributeValues(values))
            .build());
    List<String> added = tags.stream().filter(tag -> !document.tags().contains(tag)).toList();
    List<String> removed = document.tags().stream().filter(tag -> !tags.contains(tag)).toList();
    EntryItems.writes(table, document, added, removed).forEach(writes::add);
    return send(tenant, writes, null);
  }

  /** Tags change without a new version, so a record is the same only with the same tags. */
  private static String unchanged(StoredDocument before) {
    return before.tags().isEmpty()
        ? "e = :etag AND attribute_not_exists(i)"
        : "e = :etag AND i = :before";
  }

  private static Map<String, AttributeValue> values(StoredDocument before) {
    AttributeValue etag = Attributes.text(before.etag());
    return before.tags().isEmpty()
        ? Map.of(":etag", etag)
        : Map.of(":etag", etag, ":before", EntryItems.tags(before.tags()));
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

  /** Reasons come in the order of the writes; a replay record is the first of them. */
  private static Outcome outcome(TransactionCanceledException failure, boolean replay) {
    List<String> codes =
        failure.cancellationReasons().stream().map(CancellationReason::code).toList();
    if (replay && CHECK_FAILED.equals(codes.getFirst())) {
      return Outcome.REPLAY_EXISTS;
    }
    if (codes.contains(CHECK_FAILED)) {
      return Outcome.LOST_RACE;
    }
    if (codes.contains("TransactionConflict")) {
      return Outcome.CONTENDED;
    }
    throw AwsFailures.unavailable(failure);
  }
}
