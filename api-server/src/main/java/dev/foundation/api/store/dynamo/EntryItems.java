// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.dynamo;

import static dev.foundation.api.store.table.Attributes.get;
import static dev.foundation.api.store.table.Attributes.text;

import dev.foundation.api.documents.indexing.IndexEntry;
import dev.foundation.api.documents.storage.StoredDocument;
import dev.foundation.api.store.table.Attributes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Index entries as items of the table: a partition for each tag, sorted by time of creation. */
final class EntryItems {

  private static final String PREFIX = "i.";
  private static final String SEPARATOR = " ";
  private static final String INDEXES = "i";

  private EntryItems() {}

  /** The key of a collection's definition. */
  static Map<String, AttributeValue> indexesKey(String collection) {
    return Attributes.key(PREFIX + collection, INDEXES);
  }

  static String partition(String tag) {
    return PREFIX + tag;
  }

  /** Sorts by time, then by the whole hash, so that no two documents share a place. */
  static String place(StoredDocument document) {
    return DocumentItems.listingTime(document.createdAt()) + document.key();
  }

  static IndexEntry entry(Map<String, AttributeValue> item) {
    String place = get(item, Attributes.SK).s();
    return new IndexEntry(place, place.substring(DocumentItems.CREATED_DIGITS));
  }

  /** Tags as the current record keeps them. */
  static AttributeValue tags(List<String> tags) {
    return text(String.join(SEPARATOR, tags));
  }

  static List<String> tags(Map<String, AttributeValue> item) {
    AttributeValue tags = item.get(Attributes.TAGS);
    return tags == null ? List.of() : List.of(tags.s().split(SEPARATOR));
  }

  /** The entries that come and go. */
  static Stream<TransactWriteItem> writes(
      String table, StoredDocument document, List<String> added, List<String> removed) {
    return Stream.concat(
        added.stream()
            .map(tag -> Attributes.key(partition(tag), place(document)))
            .map(item ->
                TransactWriteItem.builder().put(put -> put.tableName(table).item(item)).build()),
        removed.stream()
            .map(tag -> Attributes.key(partition(tag), place(document)))
            .map(key ->
                TransactWriteItem.builder()
                    .delete(delete -> delete.tableName(table).key(key))
                    .build()));
  }
}
