// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.dynamo;

import dev.foundation.api.aws.TenantClients;
import dev.foundation.api.documents.storage.ListingQuery;
import dev.foundation.api.documents.storage.StoredDocument;
import dev.foundation.api.documents.storage.StoredPage;
import dev.foundation.api.store.table.Attributes;
import dev.foundation.api.store.table.ListingRange;
import dev.foundation.api.store.table.MergedListing;
import dev.foundation.api.store.table.MergedListing.Entry;
import dev.foundation.api.store.table.TableReads;
import dev.foundation.api.tenant.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads a page: merged index entries first, then the documents they name. */
final class ListingReader {

  /** Bounds what one page holds in memory beyond what it answers. */
  private static final int DOCUMENTS_AT_ONCE = 25;

  private final TenantClients clients;

  ListingReader(TenantClients clients) {
    this.clients = clients;
  }

  StoredPage read(Tenant tenant, ListingQuery query) {
    DynamoDbClient client = clients.dynamoDb(tenant);
    String table = tenant.resources().tableName();
    MergedListing entries =
        MergedListing.open(
            client, table, DocumentItems.listingPartitions(query.collection()), range(query));
    List<StoredDocument> page = new ArrayList<>();
    long size = 0;
    while (page.size() < query.limit() && entries.hasNext()) {
      int wanted = Math.min(DOCUMENTS_AT_ONCE, query.limit() - page.size());
      List<Entry> next = entries.take(wanted);
      Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items =
          TableReads.items(client, table, next.stream().map(Entry::key).toList());
      for (Entry entry : next) {
        Optional<StoredDocument> document = current(entry, items.get(entry.key()));
        if (document.isEmpty()) {
          continue;
        }
        long more = document.get().sealed().bytes().length;
        if (!page.isEmpty() && size + more > StoredPage.MOST_BYTES) {
          return endingWith(page);
        }
        page.add(document.get());
        size += more;
      }
    }
    return entries.hasNext() ? endingWith(page) : new StoredPage(page, Optional.empty());
  }

  /** Documents of the same millisecond as {@code createdAfter} are left out. */
  private static ListingRange range(ListingQuery query) {
    Optional<String> least =
        query.createdAfter().map(time -> DocumentItems.listingTime(time) + ListingRange.END);
    boolean ascending = query.order() == ListingQuery.Order.ASCENDING;
    return ListingRange.after(ascending, least, query.after(), query.limit());
  }

  private static StoredPage endingWith(List<StoredDocument> page) {
    StoredDocument last = page.getLast();
    return new StoredPage(
        page, Optional.of(DocumentItems.listingSort(last.createdAt(), last.key())));
  }

  /** The index may lag: an entry counts if the document is still listed in its place. */
  private static Optional<StoredDocument> current(
      Entry entry, @Nullable Map<String, AttributeValue> item) {
    if (item == null) {
      return Optional.empty();
    }
    AttributeValue sort = item.get(Attributes.LISTING_SORT);
    return sort != null && entry.sort().equals(sort.s())
        ? Optional.of(DocumentItems.document(item))
        : Optional.empty();
  }
}
