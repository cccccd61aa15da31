// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.search;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.foundation.api.documents.indexing.IndexedField;
import dev.foundation.api.documents.records.DocumentRecords;
import dev.foundation.api.documents.sealing.DocumentContent;
import dev.foundation.api.documents.sealing.SealedDocuments;
import dev.foundation.api.documents.storage.DocumentStore;
import dev.foundation.api.documents.storage.ListingQuery;
import dev.foundation.api.documents.storage.ListingQuery.Order;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Looks at the newest documents for fields whose values repeat so often that an index would tell
 * which is which: booleans, and whatever has one value in more than a tenth of the documents.
 */
public final class FrequencySample {

  private static final int DOCUMENTS = 200;

  /** Below this, a value that occurs twice is no sign of anything. */
  private static final int FEWEST_VALUES = 20;

  private static final int SHARE = 10;

  private final DocumentStore store;
  private final SealedDocuments sealed;
  private final DocumentRecords records;

  /** Samples of this store. */
  public FrequencySample(DocumentStore store, SealedDocuments sealed, DocumentRecords records) {
    this.store = store;
    this.sealed = sealed;
    this.records = records;
  }

  /**
   * Demands that every field either has rare values or reveals their frequencies knowingly.
   *
   * @throws ProblemException {@code reveals-frequency}, {@code integrity-failure}, {@code
   *     unavailable}
   */
  void requireRareValues(Tenant tenant, String collection, List<IndexedField> fields) {
    if (fields.stream().allMatch(IndexedField::revealsFrequency)) {
      return;
    }
    List<JsonNode> contents = contents(tenant, collection);
    for (int i = 0; i < fields.size(); i++) {
      if (!fields.get(i).revealsFrequency() && repeats(fields.get(i), contents)) {
        throw new ProblemException(
            ProblemType.REVEALS_FREQUENCY,
            "fields[" + i + "] has few different values; index it with revealsFrequency or not.");
      }
    }
  }

  private List<JsonNode> contents(Tenant tenant, String collection) {
    ListingQuery newest =
        new ListingQuery(
            sealed.collection(tenant, collection),
            Order.DESCENDING,
            Optional.empty(),
            Optional.empty(),
            DOCUMENTS);
    return store.list(tenant, newest).documents().stream()
        .map(stored -> records.opened(tenant, collection, stored).envelope().live())
        .flatMap(Optional::stream)
        .map(DocumentContent::tree)
        .toList();
  }

  private static boolean repeats(IndexedField field, List<JsonNode> contents) {
    JsonPointer pointer = JsonPointer.compile(field.field());
    if (contents.stream().anyMatch(content -> content.at(pointer).isBoolean())) {
      return true;
    }
    List<String> values = contents.stream().map(field::valueIn).flatMap(Optional::stream).toList();
    if (values.size() < FEWEST_VALUES) {
      return false;
    }
    long commonest =
        Collections.max(
            values.stream()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .values());
    return commonest * SHARE > values.size();
  }
}
