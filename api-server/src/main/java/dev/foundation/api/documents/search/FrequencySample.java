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
import dev.foundation.api.documents.storage.StoredPage;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

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
    List<Values> sampled = fields.stream().map(Values::new).toList();
    walk(tenant, collection, content -> sampled.forEach(values -> values.add(content)));
    for (int i = 0; i < fields.size(); i++) {
      if (!fields.get(i).revealsFrequency() && sampled.get(i).repeat()) {
        throw new ProblemException(
            ProblemType.REVEALS_FREQUENCY,
            "fields[" + i + "] has few different values; index it with revealsFrequency or not.");
      }
    }
  }

  /** Page by page, as a page of large documents has few. */
  private void walk(Tenant tenant, String collection, Consumer<JsonNode> sample) {
    int left = DOCUMENTS;
    Optional<String> position = Optional.empty();
    do {
      ListingQuery next =
          new ListingQuery(
              sealed.collection(tenant, collection),
              Order.DESCENDING,
              Optional.empty(),
              position,
              left);
      StoredPage page = store.list(tenant, next);
      page.documents().stream()
          .flatMap(stored -> records.opened(tenant, collection, stored).envelope().live().stream())
          .map(DocumentContent::tree)
          .forEach(sample);
      left -= page.documents().size();
      position = page.next();
    } while (left > 0 && position.isPresent());
  }

  /** What a field holds in the sample. */
  private static final class Values {

    private final IndexedField field;
    private final JsonPointer pointer;
    private boolean booleans;

    /** By hash, as a value may be large; an index tells them apart by fewer bits. */
    private final Map<Integer, Integer> counts = new HashMap<>();

    Values(IndexedField field) {
      this.field = field;
      this.pointer = JsonPointer.compile(field.field());
    }

    void add(JsonNode content) {
      booleans |= content.at(pointer).isBoolean();
      field.valueIn(content).ifPresent(value -> counts.merge(value.hashCode(), 1, Integer::sum));
    }

    boolean repeat() {
      int all = counts.values().stream().mapToInt(count -> count).sum();
      return booleans || (all >= FEWEST_VALUES && Collections.max(counts.values()) * SHARE > all);
    }
  }
}
