// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.files;

import dev.foundation.api.aws.AwsFailures;
import dev.foundation.api.aws.TenantClients;
import dev.foundation.api.files.index.FileChange;
import dev.foundation.api.files.index.FileIndex;
import dev.foundation.api.files.index.Listing;
import dev.foundation.api.files.index.StoredFile;
import dev.foundation.api.files.index.StoredFolder;
import dev.foundation.api.files.index.StoredPath;
import dev.foundation.api.idempotency.StoredReplay;
import dev.foundation.api.store.table.Attributes;
import dev.foundation.api.store.table.ReplayItems;
import dev.foundation.api.store.table.TableReads;
import dev.foundation.api.tenant.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Files in the workspace's documents table, with the workspace's own credentials. */
public final class DynamoFileIndex implements FileIndex {

  private static final String ABSENT = "attribute_not_exists(pk)";
  private static final String CONDITION_FAILED = "ConditionalCheckFailed";
  private static final String CONFLICT = "TransactionConflict";
  private static final int ATTEMPTS = 5;
  private static final int PATH_ITEM = 2;

  private final TenantClients clients;
  private final FolderQuery folders;

  /** Speaks to DynamoDB through these clients. */
  public DynamoFileIndex(TenantClients clients) {
    this.clients = clients;
    this.folders = new FolderQuery(clients);
  }

  @Override
  public Optional<StoredFile> file(Tenant tenant, String key) {
    return item(tenant, FileItems.fileKey(key)).map(FileItems::file);
  }

  @Override
  public Optional<StoredPath> path(Tenant tenant, String key) {
    return item(tenant, FileItems.pathKey(key)).map(FileItems::path);
  }

  @Override
  public boolean hasFolder(Tenant tenant, String key) {
    return item(tenant, FileItems.folderKey(key)).isPresent();
  }

  private Optional<Map<String, AttributeValue>> item(
      Tenant tenant, Map<String, AttributeValue> key) {
    return TableReads.item(clients.dynamoDb(tenant), tenant.resources().tableName(), key);
  }

  @Override
  public Optional<StoredReplay> findReplay(Tenant tenant, String key, Instant now) {
    return ReplayItems.find(clients.dynamoDb(tenant), tenant.resources().tableName(), key, now);
  }

  @Override
  public boolean create(
      Tenant tenant, StoredFile file, Instant expiresAt, @Nullable StoredReplay replay) {
    Map<String, AttributeValue> item = FileItems.of(file);
    item.put("ttl", Attributes.number(expiresAt.getEpochSecond()));
    if (replay == null) {
      put(tenant, item);
      return true;
    }
    String table = tenant.resources().tableName();
    List<TransactWriteItem> writes =
        List.of(ReplayItems.write(table, replay, file.createdAt()), absent(table, item));
    return write(tenant, writes) == FileChange.Outcome.DONE;
  }

  @Override
  public void addFolder(Tenant tenant, StoredFolder folder) {
    put(tenant, FileItems.of(folder));
  }

  /** An item that is there stays: it is the same, or this very call was sent twice. */
  private void put(Tenant tenant, Map<String, AttributeValue> item) {
    try {
      AwsFailures.translated(() ->
          clients
              .dynamoDb(tenant)
              .putItem(request ->
                  request
                      .tableName(tenant.resources().tableName())
                      .item(item)
                      .conditionExpression(ABSENT)));
    } catch (ConditionalCheckFailedException e) {
      // As promised.
    }
  }

  @Override
  public FileChange.Outcome change(Tenant tenant, FileChange change) {
    FileChange.Outcome outcome = write(tenant, writes(tenant.resources().tableName(), change));
    if (outcome == FileChange.Outcome.LOST_RACE && isCurrent(tenant, change.after())) {
      // The race was lost to this very call, sent twice because its first answer was.
      return FileChange.Outcome.DONE;
    }
    return outcome;
  }

  private boolean isCurrent(Tenant tenant, StoredFile file) {
    return file(tenant, file.key()).filter(now -> now.etag().equals(file.etag())).isPresent();
  }

  private FileChange.Outcome write(Tenant tenant, List<TransactWriteItem> writes) {
    for (int attempt = 1; ; attempt++) {
      try {
        AwsFailures.translated(
            () -> clients.dynamoDb(tenant).transactWriteItems(all -> all.transactItems(writes)));
        return FileChange.Outcome.DONE;
      } catch (TransactionCanceledException e) {
        Optional<FileChange.Outcome> outcome = outcome(e.cancellationReasons());
        if (outcome.isPresent()) {
          return outcome.get();
        }
        if (!failed(e.cancellationReasons(), CONFLICT)) {
          throw AwsFailures.unavailable(e);
        }
        if (attempt == ATTEMPTS) {
          return FileChange.Outcome.CONTENDED;
        }
      }
    }
  }

  private static Optional<FileChange.Outcome> outcome(List<CancellationReason> reasons) {
    if (CONDITION_FAILED.equals(reasons.getFirst().code())) {
      return Optional.of(FileChange.Outcome.LOST_RACE);
    }
    if (reasons.size() > PATH_ITEM && CONDITION_FAILED.equals(reasons.get(PATH_ITEM).code())) {
      return Optional.of(FileChange.Outcome.PATH_TAKEN);
    }
    return Optional.empty();
  }

  private static boolean failed(List<CancellationReason> reasons, String code) {
    return reasons.stream().anyMatch(reason -> code.equals(reason.code()));
  }

  private static List<TransactWriteItem> writes(String table, FileChange change) {
    StoredFile before = change.before();
    List<TransactWriteItem> writes = new ArrayList<>();
    writes.add(
        TransactWriteItem.builder()
            .put(put ->
                put.tableName(table)
                    .item(FileItems.of(change.after()))
                    .conditionExpression("v = :version AND e = :etag")
                    .expressionAttributeValues(
                        Map.of(
                            ":version", Attributes.number(before.version()),
                            ":etag", Attributes.text(before.etag()))))
            .build());
    writes.add(absent(table, FileItems.history(change.after(), change.history())));
    change.claimed().ifPresent(path -> writes.add(absent(table, FileItems.of(path))));
    change.released().ifPresent(path -> writes.add(release(table, path, before.key())));
    return writes;
  }

  private static TransactWriteItem absent(String table, Map<String, AttributeValue> item) {
    return TransactWriteItem.builder()
        .put(put -> put.tableName(table).item(item).conditionExpression(ABSENT))
        .build();
  }

  /** Only an entry of this very file goes. */
  private static TransactWriteItem release(String table, String path, String file) {
    return TransactWriteItem.builder()
        .delete(delete ->
            delete
                .tableName(table)
                .key(FileItems.pathKey(path))
                .conditionExpression("f = :file")
                .expressionAttributeValues(Map.of(":file", Attributes.text(file))))
        .build();
  }

  @Override
  public Listing list(Tenant tenant, String folder, @Nullable String after, int limit) {
    return AwsFailures.translated(() -> folders.page(tenant, folder, after, limit));
  }
}
