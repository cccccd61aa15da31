// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.dynamo;

import dev.foundation.api.aws.AwsFailures;
import dev.foundation.api.aws.TenantClients;
import dev.foundation.api.documents.storage.ListingQuery;
import dev.foundation.api.documents.storage.StoredDocument;
import dev.foundation.api.documents.storage.StoredPage;
import dev.foundation.api.tenant.Tenant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads a page: merged index entries first, then the documents they name. */
final class ListingReader {

  /** Bounds what one page holds in memory beyond what it answers. */
  private static final int DOCUMENTS_AT_ONCE = 25;

  private static final int ATTEMPTS = 5;

  private final TenantClients clients;

  ListingReader(TenantClients clients) {
    this.clients = clients;
  }

  StoredPage read(Tenant tenant, ListingQuery query) {
    MergedShards entries = MergedShards.open(clients.dynamoDb(tenant), tenant, query);
    List<StoredDocument> page = new ArrayList<>();
    long size = 0;
    while (page.size() < query.limit() && entries.hasNext()) {
      int wanted = Math.min(DOCUMENTS_AT_ONCE, query.limit() - page.size());
      List<MergedShards.Entry> next = entries.take(wanted);
      Map<String, Map<String, AttributeValue>> items = fetch(tenant, next);
      for (MergedShards.Entry entry : next) {
        Optional<StoredDocument> document = current(entry, items.get(entry.partition()));
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

  private static StoredPage endingWith(List<StoredDocument> page) {
    StoredDocument last = page.getLast();
    return new StoredPage(
        page, Optional.of(DocumentItems.listingSort(last.createdAt(), last.key())));
  }

  /** The index may lag: an entry counts if the document is still listed in its place. */
  private static Optional<StoredDocument> current(
      MergedShards.Entry entry, @Nullable Map<String, AttributeValue> item) {
    if (item == null) {
      return Optional.empty();
    }
    AttributeValue sort = item.get(Attributes.LISTING_SORT);
    return sort != null && entry.sort().equals(sort.s())
        ? Optional.of(DocumentItems.document(item))
        : Optional.empty();
  }

  private Map<String, Map<String, AttributeValue>> fetch(
      Tenant tenant, List<MergedShards.Entry> entries) {
    String table = tenant.resources().tableName();
    Map<String, KeysAndAttributes> open =
        Map.of(
            table,
            KeysAndAttributes.builder()
                .consistentRead(true)
                .keys(entries.stream().map(MergedShards.Entry::itemKey).toList())
                .build());
    Map<String, Map<String, AttributeValue>> items = new HashMap<>();
    for (int attempt = 0; !open.isEmpty(); attempt++) {
      if (attempt == ATTEMPTS) {
        throw AwsFailures.unavailable(
            new IllegalStateException("DynamoDB left keys of a batch unread"));
      }
      Map<String, KeysAndAttributes> request = open;
      BatchGetItemResponse response =
          clients.dynamoDb(tenant).batchGetItem(batch -> batch.requestItems(request));
      for (Map<String, AttributeValue> item : response.responses().getOrDefault(table, List.of())) {
        items.put(DocumentItems.get(item, Attributes.PK).s(), item);
      }
      open = response.unprocessedKeys();
    }
    return items;
  }
}
