// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foundation.api.crypto.CursorCodec;
import dev.foundation.api.documents.DocumentListing;
import dev.foundation.api.documents.indexing.CollectionIndexes;
import dev.foundation.api.documents.indexing.IndexDefinition;
import dev.foundation.api.documents.indexing.IndexEntry;
import dev.foundation.api.documents.indexing.IndexStore;
import dev.foundation.api.documents.indexing.IndexedField;
import dev.foundation.api.documents.records.Document;
import dev.foundation.api.documents.records.DocumentRecords;
import dev.foundation.api.documents.sealing.DocumentAddress;
import dev.foundation.api.documents.storage.DocumentStore;
import dev.foundation.api.documents.storage.StoredDocument;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.crds.contract.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds documents by the values of indexed fields, newest first. */
public final class DocumentSearch {

  /** What one request reads at most; the rest is for the next page. */
  private static final int MOST_ENTRIES = 2_000;

  private static final long MOST_BYTES_READ = 8L * 1024 * 1024;
  private static final long MOST_BYTES_FOUND = 1024L * 1024;
  private static final int DOCUMENTS_AT_ONCE = 25;

  private final CollectionIndexes indexes;
  private final IndexBuilding building;
  private final IndexStore entries;
  private final DocumentStore documents;
  private final DocumentRecords records;
  private final CursorCodec cursors;

  /** A search in these stores. */
  public DocumentSearch(
      CollectionIndexes indexes,
      IndexBuilding building,
      IndexBuilding.Stores stores,
      DocumentRecords records,
      CursorCodec cursors) {
    this.indexes = indexes;
    this.building = building;
    this.entries = stores.entries();
    this.documents = stores.documents();
    this.records = records;
    this.cursors = cursors;
  }

  /** A value that a field must have. */
  record Condition(String field, JsonNode eq) {}

  /**
   * What to look for.
   *
   * @param filter at least one condition; all must hold
   * @param limit the most documents in the page, at least 1
   */
  record Request(String collection, List<Condition> filter, Optional<String> cursor, int limit) {

    Request {
      filter = List.copyOf(filter);
    }
  }

  /** A condition on an indexed field, with the value in its canonical form. */
  private record Sought(IndexedField field, String value) {

    boolean holdsIn(JsonNode content) {
      return field.valueIn(content).equals(Optional.of(value));
    }
  }

  /**
   * A page of the documents that meet every condition, as of all finished changes; shorter, even
   * empty, where documents are large or rare.
   *
   * @throws ProblemException {@code permission-denied}, {@code invalid-request}, {@code
   *     invalid-cursor}, {@code field-not-indexed}, {@code index-incomplete}, {@code
   *     integrity-failure}, {@code unavailable}
   */
  DocumentListing.Page search(Tenant tenant, Request request) {
    tenant.require(Permission.DOCUMENTS_READ);
    String collection = DocumentAddress.requireCollection(request.collection());
    List<Sought> sought = sought(tenant, request);
    String scope = scope(collection, sought);
    Optional<String> after = request.cursor().map(text -> cursors.decode(tenant, scope, text));
    List<String> tags =
        sought.stream()
            .map(one -> indexes.tag(tenant, collection, one.field(), one.value()))
            .toList();
    CommonEntries common = new CommonEntries(entries, tenant, tags, after, MOST_ENTRIES);
    Finding finding = new Finding(tenant, request, sought);
    Optional<String> position = finding.run(common);
    return new DocumentListing.Page(
        finding.found, position.map(place -> cursors.encode(tenant, scope, place)));
  }

  private List<Sought> sought(Tenant tenant, Request request) {
    IndexDefinition definition = indexes.current(tenant, request.collection()).definition();
    List<Sought> sought = new ArrayList<>();
    for (int i = 0; i < request.filter().size(); i++) {
      String place = "filter[" + i + "]";
      Condition condition = request.filter().get(i);
      IndexedField field =
          definition
              .field(condition.field())
              .orElseThrow(() ->
                  new ProblemException(
                      ProblemType.FIELD_NOT_INDEXED, place + ".field is not searchable."));
      if (!definition.searchable().contains(field)) {
        building.resume(tenant, request.collection(), definition);
        throw new ProblemException(
            ProblemType.INDEX_INCOMPLETE, place + ".field is not searchable yet.");
      }
      String value =
          field
              .canonical(condition.eq())
              .orElseThrow(() ->
                  new ProblemException(
                      ProblemType.FIELD_NOT_INDEXED,
                      place + ".eq is of a type that this field is not searched by."));
      sought.add(new Sought(field, value));
    }
    return sought;
  }

  /** Cursors belong to one search; each part has its length before it, so that no two are alike. */
  private static String scope(String collection, List<Sought> sought) {
    StringBuilder scope = new StringBuilder("searchDocuments\n").append(collection);
    for (Sought one : sought) {
      scope.append('\n').append(one.field().field().length()).append(one.field().field());
      scope.append('\n').append(one.value().length()).append(one.value());
    }
    return scope.toString();
  }

  /** One page in the making. */
  private final class Finding {

    private final Tenant tenant;
    private final Request request;
    private final List<Sought> sought;
    private final List<Document> found = new ArrayList<>();
    private long bytesFound;
    private long bytesRead;

    private Finding(Tenant tenant, Request request, List<Sought> sought) {
      this.tenant = tenant;
      this.request = request;
      this.sought = sought;
    }

    /** Fills the page; answers where the next one goes on, empty if there is none. */
    private Optional<String> run(CommonEntries common) {
      while (true) {
        int wanted = Math.min(DOCUMENTS_AT_ONCE, request.limit() - found.size());
        Optional<String> before = common.position();
        List<IndexEntry> next = common.take(wanted);
        Map<String, StoredDocument> stored =
            documents.findAll(tenant, next.stream().map(IndexEntry::key).toList()).stream()
                .collect(Collectors.toMap(StoredDocument::key, Function.identity()));
        for (IndexEntry entry : next) {
          if (!add(stored.get(entry.key()))) {
            return before;
          }
          before = Optional.of(entry.place());
        }
        if (next.size() < wanted) {
          return common.finished() ? Optional.empty() : common.position();
        }
        if (found.size() == request.limit() || bytesRead > MOST_BYTES_READ) {
          return before;
        }
      }
    }

    /** Whether there was room; different values may share a tag, so the content decides. */
    private boolean add(@Nullable StoredDocument stored) {
      if (stored == null || stored.deleted()) {
        return true;
      }
      int size = stored.sealed().size();
      bytesRead += size;
      if (!found.isEmpty() && bytesFound + size > MOST_BYTES_FOUND) {
        return false;
      }
      Document document = records.opened(tenant, request.collection(), stored).document();
      JsonNode content = document.content().tree();
      if (sought.stream().allMatch(one -> one.holdsIn(content))) {
        found.add(document);
        bytesFound += size;
      }
      return true;
    }
  }
}
