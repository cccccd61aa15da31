// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.files;

import dev.foundation.api.aws.AwsFailures;
import dev.foundation.api.aws.TenantClients;
import dev.foundation.api.files.index.FileChange.Outcome;
import dev.foundation.api.files.index.StoredFile;
import dev.foundation.api.files.index.StoredUpload;
import dev.foundation.api.files.index.UploadIndex;
import dev.foundation.api.idempotency.StoredReplay;
import dev.foundation.api.store.table.Attributes;
import dev.foundation.api.store.table.TableReads;
import dev.foundation.api.tenant.Tenant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/** Uploads in the workspace's documents table, with the workspace's own credentials. */
public final class DynamoUploadIndex implements UploadIndex {

  private final TenantClients clients;
  private final InstantSource clock;

  /**
   * Speaks to DynamoDB through these clients.
   *
   * @param clock says which replay records have expired
   */
  public DynamoUploadIndex(TenantClients clients, InstantSource clock) {
    this.clients = clients;
    this.clock = clock;
  }

  @Override
  public Outcome begin(
      Tenant tenant, StoredFile file, StoredUpload upload, @Nullable StoredReplay replay) {
    String table = tenant.resources().tableName();
    Transaction writes =
        new Transaction()
            .add(FileWrites.keep(table, file, upload.expiresAt()), Outcome.LOST_RACE)
            .add(FileWrites.absent(table, UploadItems.of(upload)), Outcome.LOST_RACE);
    if (replay != null) {
      FileWrites.remember(writes, table, replay, clock.instant());
    }
    Outcome outcome = writes.run(clients.dynamoDb(tenant));
    if (outcome == Outcome.LOST_RACE && upload(tenant, upload.file(), upload.key()).isPresent()) {
      // The race was lost to this very call, sent twice because its first answer was.
      return Outcome.DONE;
    }
    return outcome;
  }

  @Override
  public Optional<StoredUpload> upload(Tenant tenant, String file, String key) {
    return TableReads.item(
            clients.dynamoDb(tenant), tenant.resources().tableName(), UploadItems.key(file, key))
        .map(UploadItems::upload);
  }

  @Override
  public List<StoredUpload> uploads(Tenant tenant, String file) {
    return AwsFailures.translated(() ->
        clients
            .dynamoDb(tenant)
            .queryPaginator(query ->
                query
                    .tableName(tenant.resources().tableName())
                    .keyConditionExpression("pk = :pk")
                    .expressionAttributeValues(
                        Map.of(":pk", Attributes.text(UploadItems.partition(file))))
                    .consistentRead(true))
            .items()
            .stream()
            .map(UploadItems::upload)
            .toList());
  }

  @Override
  public boolean end(Tenant tenant, StoredUpload upload) {
    return AwsFailures.translated(() ->
        clients
            .dynamoDb(tenant)
            .deleteItem(delete ->
                delete
                    .tableName(tenant.resources().tableName())
                    .key(UploadItems.key(upload.file(), upload.key()))
                    .returnValues(ReturnValue.ALL_OLD))
            .hasAttributes());
  }
}
