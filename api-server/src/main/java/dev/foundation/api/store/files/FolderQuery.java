// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.files;

import dev.foundation.api.aws.TenantClients;
import dev.foundation.api.files.index.Listing;
import dev.foundation.api.tenant.Tenant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Reads a page of a folder: the next keys of every shard at once, merged, then the items.
 *
 * <p>A position is the sort key of the last entry; it means the same in every shard.
 */
final class FolderQuery {

  private static final String LISTING = "listing";

  /** What one BatchGetItem takes. */
  private static final int BATCH = 100;

  private static final int BATCH_ATTEMPTS = 10;

  /** Beyond every sort key, which are all ASCII. */
  private static final String NEWEST = "~";

  private final TenantClients clients;

  FolderQuery(TenantClients clients) {
    this.clients = clients;
  }

  /** An entry of the index: which item, and where in the order. */
  private record Listed(String position, Map<String, AttributeValue> key) {}

  Listing page(Tenant tenant, String folder, @Nullable String after, int limit) {
    List<Listed> listed = keys(tenant, folder, after == null ? NEWEST : after, limit + 1);
    List<Listed> page = listed.subList(0, Math.min(limit, listed.size()));
    String next = listed.size() > limit ? page.getLast().position() : null;
    Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items =
        items(tenant, page.stream().map(Listed::key).toList());
    List<Listing.Entry> entries =
        page.stream()
            .map(entry -> items.get(entry.key()))
            .filter(Objects::nonNull)
            .filter(item -> item.containsKey("lp"))
            .map(FolderQuery::entry)
            .toList();
    return new Listing(entries, next);
  }

  private static Listing.Entry entry(Map<String, AttributeValue> item) {
    return FileItems.attribute(item, "pk").s().startsWith(FileItems.FILE_PREFIX)
        ? new Listing.Entry.OfFile(FileItems.file(item))
        : new Listing.Entry.OfFolder(FileItems.folder(item));
  }

  private List<Listed> keys(Tenant tenant, String folder, String after, int limit) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Listed>>> shards =
          IntStream.range(0, FileItems.SHARDS)
              .mapToObj(shard -> FileItems.partition(folder, shard))
              .map(partition -> threads.submit(() -> shard(tenant, partition, after, limit)))
              .toList();
      List<Listed> all = new ArrayList<>();
      for (Future<List<Listed>> shard : shards) {
        all.addAll(shard.get());
      }
      return all.stream()
          .sorted(Comparator.comparing(Listed::position).reversed())
          .limit(limit)
          .toList();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while listing", e);
    }
  }

  private List<Listed> shard(Tenant tenant, String partition, String after, int limit) {
    return clients
        .dynamoDb(tenant)
        .query(request ->
            request
                .tableName(tenant.resources().tableName())
                .indexName(LISTING)
                .keyConditionExpression("lp = :partition AND ls < :after")
                .expressionAttributeValues(
                    Map.of(
                        ":partition", FileItems.text(partition),
                        ":after", FileItems.text(after)))
                .scanIndexForward(false)
                .limit(limit))
        .items()
        .stream()
        .map(item -> new Listed(FileItems.attribute(item, "ls").s(), key(item)))
        .toList();
  }

  private static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
    return Map.of("pk", FileItems.attribute(item, "pk"), "sk", FileItems.attribute(item, "sk"));
  }

  /** The items by their keys, as they are now; what is gone is not among them. */
  private Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items(
      Tenant tenant, List<Map<String, AttributeValue>> keys) {
    Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items = new HashMap<>();
    for (int start = 0; start < keys.size(); start += BATCH) {
      batch(tenant, keys.subList(start, Math.min(start + BATCH, keys.size())))
          .forEach(item -> items.put(key(item), item));
    }
    return items;
  }

  private List<Map<String, AttributeValue>> batch(
      Tenant tenant, List<Map<String, AttributeValue>> keys) {
    DynamoDbClient dynamoDb = clients.dynamoDb(tenant);
    String table = tenant.resources().tableName();
    List<Map<String, AttributeValue>> found = new ArrayList<>();
    Map<String, KeysAndAttributes> wanted =
        Map.of(table, KeysAndAttributes.builder().keys(keys).consistentRead(true).build());
    for (int attempt = 0; !wanted.isEmpty(); attempt++) {
      if (attempt == BATCH_ATTEMPTS) {
        throw new IllegalStateException("the table answers only parts of a batch");
      }
      Map<String, KeysAndAttributes> asked = wanted;
      var answer = dynamoDb.batchGetItem(request -> request.requestItems(asked));
      found.addAll(answer.responses().getOrDefault(table, List.of()));
      wanted = answer.unprocessedKeys();
    }
    return found;
  }
}
