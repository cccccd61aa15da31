// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.files;

import dev.foundation.api.files.index.FileChange;
import dev.foundation.api.files.index.FileChange.Outcome;
import dev.foundation.api.files.index.FileRemoval;
import dev.foundation.api.files.index.StoredFile;
import dev.foundation.api.files.index.StoredUpload;
import dev.foundation.api.idempotency.StoredReplay;
import dev.foundation.api.store.table.Attributes;
import dev.foundation.api.store.table.ReplayItems;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The transactions in which files and their uploads change. */
final class FileWrites {

  static final String ABSENT = "attribute_not_exists(pk)";
  private static final String CURRENT = "v = :version AND e = :etag";

  private FileWrites() {}

  static Transaction of(String table, FileChange change) {
    StoredFile before = change.before();
    StoredFile after = change.after();
    Transaction writes =
        new Transaction()
            .add(replace(table, before, FileItems.of(after)), Outcome.LOST_RACE)
            .add(absent(table, FileItems.history(after, change.history())), Outcome.LOST_RACE);
    change
        .claimed()
        .ifPresent(path -> writes.add(absent(table, FileItems.of(path)), Outcome.PATH_TAKEN));
    change
        .released()
        .ifPresent(path -> writes.add(release(table, path, before.key()), Outcome.LOST_RACE));
    change.ended().ifPresent(upload -> writes.add(end(table, upload), Outcome.LOST_RACE));
    change.replayed().ifPresent(replay -> remember(writes, table, replay, after.updatedAt()));
    return writes;
  }

  static Transaction of(String table, FileRemoval removal, Instant now) {
    StoredFile before = removal.before();
    Transaction writes =
        new Transaction()
            .add(
                TransactWriteItem.builder()
                    .delete(delete ->
                        delete
                            .tableName(table)
                            .key(FileItems.fileKey(before.key()))
                            .conditionExpression(CURRENT)
                            .expressionAttributeValues(versionOf(before)))
                    .build(),
                Outcome.LOST_RACE);
    removal
        .released()
        .ifPresent(path -> writes.add(release(table, path, before.key()), Outcome.LOST_RACE));
    removal.replayed().ifPresent(replay -> remember(writes, table, replay, now));
    return writes;
  }

  static void remember(Transaction writes, String table, StoredReplay replay, Instant now) {
    writes.add(ReplayItems.write(table, replay, now), Outcome.LOST_RACE);
  }

  private static TransactWriteItem replace(
      String table, StoredFile before, Map<String, AttributeValue> item) {
    return TransactWriteItem.builder()
        .put(put ->
            put.tableName(table)
                .item(item)
                .conditionExpression(CURRENT)
                .expressionAttributeValues(versionOf(before)))
        .build();
  }

  private static Map<String, AttributeValue> versionOf(StoredFile file) {
    return Map.of(
        ":version", Attributes.number(file.version()), ":etag", Attributes.text(file.etag()));
  }

  static TransactWriteItem absent(String table, Map<String, AttributeValue> item) {
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

  private static TransactWriteItem end(String table, StoredUpload upload) {
    return TransactWriteItem.builder()
        .delete(delete ->
            delete
                .tableName(table)
                .key(UploadItems.key(upload.file(), upload.key()))
                .conditionExpression("attribute_exists(pk)"))
        .build();
  }

  /** The file stays as it is; one without content stays as long as this. */
  static TransactWriteItem keep(String table, StoredFile file, Instant until) {
    if (file.state() != StoredFile.State.PENDING) {
      return TransactWriteItem.builder()
          .conditionCheck(check ->
              check
                  .tableName(table)
                  .key(FileItems.fileKey(file.key()))
                  .conditionExpression(CURRENT)
                  .expressionAttributeValues(versionOf(file)))
          .build();
    }
    return TransactWriteItem.builder()
        .update(update ->
            update
                .tableName(table)
                .key(FileItems.fileKey(file.key()))
                .updateExpression("SET #ttl = :until")
                .conditionExpression(CURRENT)
                .expressionAttributeNames(Map.of("#ttl", Attributes.EXPIRES))
                .expressionAttributeValues(
                    Map.of(
                        ":version", Attributes.number(file.version()),
                        ":etag", Attributes.text(file.etag()),
                        ":until", Attributes.number(until.getEpochSecond()))))
        .build();
  }
}
