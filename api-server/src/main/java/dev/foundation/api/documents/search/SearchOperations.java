// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foundation.api.documents.DocumentListing;
import dev.foundation.api.documents.DocumentView;
import dev.foundation.api.documents.indexing.IndexDefinition;
import dev.foundation.api.documents.indexing.IndexedField;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.operation.Call;
import dev.foundation.api.operation.Operations;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The operations on indexes and by them, each named as in the contract. */
public final class SearchOperations {

  private static final String COLLECTION = "collection";
  private static final int USUAL_PAGE = 50;

  private final IndexService indexes;
  private final DocumentSearch search;

  /** Operations of these. */
  public SearchOperations(IndexService indexes, DocumentSearch search) {
    this.indexes = indexes;
    this.search = search;
  }

  /** Binds every operation to its id in the contract. */
  public void bind(Operations operations) {
    operations
        .bind("getIndexes", this::getIndexes)
        .bind("putIndexes", this::putIndexes)
        .bind("searchDocuments", this::searchDocuments);
  }

  /** A field as answers show it. */
  private record FieldView(String field, boolean revealsFrequency, boolean searchable) {}

  /**
   * A collection's indexes as answers show them.
   *
   * @param complete whether every document is indexed, and by these fields only
   */
  private record IndexesView(List<FieldView> fields, boolean complete, long documentsExamined) {

    static IndexesView of(IndexDefinition definition) {
      return new IndexesView(
          definition.fields().stream()
              .map(field ->
                  new FieldView(
                      field.field(),
                      field.revealsFrequency(),
                      definition.searchable().contains(field)))
              .toList(),
          definition.complete(),
          definition.examined());
    }
  }

  /** The searchable fields and how far their indexes are built. */
  public Answer getIndexes(Call call) {
    return Answer.json(200, IndexesView.of(indexes.get(call.tenant(), call.path(COLLECTION))));
  }

  /** Names the searchable fields. */
  public Answer putIndexes(Call call) {
    List<IndexedField> fields =
        elements(call.json().path("fields"))
            .map(field ->
                new IndexedField(
                    field.path("field").asText(), field.path("revealsFrequency").asBoolean(false)))
            .toList();
    return Answer.json(
        200, IndexesView.of(indexes.put(call.tenant(), call.path(COLLECTION), fields)));
  }

  /** Finds documents by the values of searchable fields. */
  public Answer searchDocuments(Call call) {
    JsonNode body = call.json();
    List<DocumentSearch.Condition> filter =
        elements(body.path("filter"))
            .map(one -> new DocumentSearch.Condition(one.path("field").asText(), one.path("eq")))
            .toList();
    DocumentListing.Page page =
        search.search(
            call.tenant(),
            new DocumentSearch.Request(
                call.path(COLLECTION),
                filter,
                Optional.ofNullable(body.path("cursor").textValue()),
                body.path("limit").asInt(USUAL_PAGE)));
    return Answer.json(200, DocumentView.Page.of(page));
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
