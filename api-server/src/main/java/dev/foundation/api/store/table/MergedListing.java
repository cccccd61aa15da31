// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A listing's index entries of all shards in one order, read as far as they are asked for. */
public final class MergedListing {

  private final PriorityQueue<ListingShard> shards;

  /**
   * One index entry.
   *
   * @param key of the item that is listed
   * @param sort its place in the listing, the same in every shard
   */
  public record Entry(Map<String, AttributeValue> key, String sort) {

    static Entry of(Map<String, AttributeValue> item) {
      return new Entry(Attributes.keyOf(item), Attributes.get(item, Attributes.LISTING_SORT).s());
    }
  }

  private MergedListing(PriorityQueue<ListingShard> shards) {
    this.shards = shards;
  }

  /**
   * Reads the beginning of every shard at the same time.
   *
   * @param partitions of the listing, one for each shard
   */
  public static MergedListing open(
      DynamoDbClient client, String table, List<String> partitions, ListingRange range) {
    int page = range.page() / partitions.size() * 2 + 2;
    Comparator<ListingShard> bySort = Comparator.comparing(shard -> shard.peek().sort());
    PriorityQueue<ListingShard> shards =
        new PriorityQueue<>(range.ascending() ? bySort : bySort.reversed());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ListingShard>> opening =
          partitions.stream()
              .map(partition ->
                  threads.submit(() -> ListingShard.open(client, table, partition, range, page)))
              .toList();
      opening.stream()
          .map(MergedListing::result)
          .filter(ListingShard::hasNext)
          .forEach(shards::add);
    }
    return new MergedListing(shards);
  }

  /** Whether {@link #take} has more. */
  public boolean hasNext() {
    return !shards.isEmpty();
  }

  /** The next entries, fewer only at the end. */
  public List<Entry> take(int count) {
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
