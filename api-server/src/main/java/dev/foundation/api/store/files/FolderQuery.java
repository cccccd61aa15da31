// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.files;

import dev.foundation.api.aws.TenantClients;
import dev.foundation.api.files.index.Listing;
import dev.foundation.api.store.table.Attributes;
import dev.foundation.api.store.table.ListingRange;
import dev.foundation.api.store.table.MergedListing;
import dev.foundation.api.store.table.MergedListing.Entry;
import dev.foundation.api.store.table.TableReads;
import dev.foundation.api.tenant.Tenant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads a page of a folder: merged index entries first, then the items they name. */
final class FolderQuery {

  private final TenantClients clients;

  FolderQuery(TenantClients clients) {
    this.clients = clients;
  }

  Listing page(Tenant tenant, String folder, @Nullable String after, int limit) {
    DynamoDbClient client = clients.dynamoDb(tenant);
    String table = tenant.resources().tableName();
    ListingRange range =
        ListingRange.after(false, Optional.empty(), Optional.ofNullable(after), limit);
    MergedListing listing = MergedListing.open(client, table, FileItems.partitions(folder), range);
    List<Entry> page = listing.take(limit);
    Map<Map<String, AttributeValue>, Map<String, AttributeValue>> items =
        TableReads.items(client, table, page.stream().map(Entry::key).toList());
    List<Listing.Entry> entries =
        page.stream()
            .map(entry -> items.get(entry.key()))
            .filter(Objects::nonNull)
            .filter(item -> item.containsKey(Attributes.LISTING_PARTITION))
            .map(FolderQuery::entry)
            .toList();
    return new Listing(entries, listing.hasNext() ? page.getLast().sort() : null);
  }

  private static Listing.Entry entry(Map<String, AttributeValue> item) {
    return Attributes.get(item, Attributes.PK).s().startsWith(FileItems.FILE_PREFIX)
        ? new Listing.Entry.OfFile(FileItems.file(item))
        : new Listing.Entry.OfFolder(FileItems.folder(item));
  }
}
