// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.dynamo;

import dev.foundation.api.documents.storage.ListingQuery;
import dev.foundation.api.documents.storage.ListingQuery.Order;
import dev.foundation.api.tenant.Tenant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The listing's index entries of all shards in one order, read as far as they are asked for. */
final class MergedShards {

  private final PriorityQueue<ListingShard> shards;

  /**
   * One index entry.
   *
   * @param partition of the document's items
   * @param sort its place in the listing
   */
  record Entry(String partition, String sort) {

    Map<String, AttributeValue> itemKey() {
      return Attributes.key(partition, DocumentItems.CURRENT);
    }
  }

  private MergedShards(PriorityQueue<ListingShard> shards) {
    this.shards = shards;
  }

  /** Reads the beginning of every shard at the same time. */
  static MergedShards open(DynamoDbClient client, Tenant tenant, ListingQuery query) {
    Comparator<ListingShard> bySort = Comparator.comparing(shard -> shard.peek().sort());
    PriorityQueue<ListingShard> shards =
        new PriorityQueue<>(query.order() == Order.ASCENDING ? bySort : bySort.reversed());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ListingShard>> opening =
          IntStream.range(0, DocumentItems.SHARDS)
              .mapToObj(
                  shard -> threads.submit(() -> ListingShard.open(client, tenant, query, shard)))
              .toList();
      opening.stream().map(MergedShards::result).filter(ListingShard::hasNext).forEach(shards::add);
    }
    return new MergedShards(shards);
  }

  boolean hasNext() {
    return !shards.isEmpty();
  }

  /** The next entries, fewer only at the end. */
  List<Entry> take(int count) {
    List<Entry> taken = new ArrayList<>();
    while (taken.size() < count && !shards.isEmpty()) {
      ListingShard first = shards.remove();
      taken.add(first.next());
      if (first.hasNext()) {
        shards.add(first);
      }
    }
    return taken;
  }

  private static ListingShard result(Future<ListingShard> opening) {
    try {
      return opening.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while listing", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
