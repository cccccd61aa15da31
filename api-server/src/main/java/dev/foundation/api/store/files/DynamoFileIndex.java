// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.files;

import dev.foundation.api.aws.AwsFailures;
import dev.foundation.api.aws.TenantClients;
import dev.foundation.api.files.index.FileChange;
import dev.foundation.api.files.index.FileIndex;
import dev.foundation.api.files.index.FileRemoval;
import dev.foundation.api.files.index.Listing;
import dev.foundation.api.files.index.StoredFile;
import dev.foundation.api.files.index.StoredFolder;
import dev.foundation.api.files.index.StoredPath;
import dev.foundation.api.files.index.StoredVersion;
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
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Files in the workspace's documents table, with the workspace's own credentials. */
public final class DynamoFileIndex implements FileIndex {

  private final TenantClients clients;
  private final InstantSource clock;
  private final FolderQuery folders;

  /**
   * Speaks to DynamoDB through these clients.
   *
   * @param clock says which replay records have expired
   */
  public DynamoFileIndex(TenantClients clients, InstantSource clock) {
    this.clients = clients;
    this.clock = clock;
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
    Transaction writes =
        new Transaction().add(FileWrites.absent(table, item), FileChange.Outcome.LOST_RACE);
    FileWrites.remember(writes, table, replay, file.createdAt());
    return writes.run(clients.dynamoDb(tenant)) == FileChange.Outcome.DONE;
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
                      .conditionExpression(FileWrites.ABSENT)));
    } catch (ConditionalCheckFailedException e) {
      // As promised.
    }
  }

  @Override
  public FileChange.Outcome change(Tenant tenant, FileChange change) {
    FileChange.Outcome outcome =
        FileWrites.of(tenant.resources().tableName(), change).run(clients.dynamoDb(tenant));
    if (outcome == FileChange.Outcome.LOST_RACE && isCurrent(tenant, change.after())) {
      // The race was lost to this very call, sent twice because its first answer was.
      return FileChange.Outcome.DONE;
    }
    return outcome;
  }

  private boolean isCurrent(Tenant tenant, StoredFile file) {
    return file(tenant, file.key()).filter(now -> now.etag().equals(file.etag())).isPresent();
  }

  @Override
  public FileChange.Outcome remove(Tenant tenant, FileRemoval removal) {
    return FileWrites.of(tenant.resources().tableName(), removal, clock.instant())
        .run(clients.dynamoDb(tenant));
  }

  @Override
  public Optional<StoredVersion> version(Tenant tenant, String key, long version) {
    return item(tenant, FileItems.versionKey(key, version)).map(FileItems::version);
  }

  /** One query reads 1 MB at most. */
  @Override
  public List<StoredVersion> versions(Tenant tenant, String key, long below, int limit) {
    Map<String, AttributeValue> values =
        Map.of(
            ":pk", Attributes.text(FileItems.FILE_PREFIX + key),
            ":oldest", Attributes.text(FileItems.versionSort(0)),
            ":newest", Attributes.text(FileItems.versionSort(below - 1)));
    QueryRequest request =
        QueryRequest.builder()
            .tableName(tenant.resources().tableName())
            .keyConditionExpression("pk = :pk AND sk BETWEEN :oldest AND :newest")
            .expressionAttributeValues(values)
            .scanIndexForward(false)
            .consistentRead(true)
            .limit(limit)
            .build();
    return AwsFailures.translated(() -> clients.dynamoDb(tenant).query(request)).items().stream()
        .map(FileItems::version)
        .toList();
  }

  @Override
  public void forget(Tenant tenant, String key, long version) {
    AwsFailures.translated(() ->
        clients
            .dynamoDb(tenant)
            .deleteItem(delete ->
                delete
                    .tableName(tenant.resources().tableName())
                    .key(FileItems.versionKey(key, version))));
  }

  @Override
  public Listing list(Tenant tenant, String folder, @Nullable String after, int limit) {
    return AwsFailures.translated(() -> folders.page(tenant, folder, after, limit));
  }
}
