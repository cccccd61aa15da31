// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import dev.foundation.api.documents.records.Document;
import dev.foundation.api.documents.records.DocumentRecords;
import dev.foundation.api.documents.sealing.DocumentContent;
import dev.foundation.api.operation.EntityTags;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document as answers show it.
 *
 * @param etag as {@code If-Match} takes it, with its quotes
 */
public record DocumentView(
    String id,
    String collection,
    long version,
    String etag,
    Instant createdAt,
    Instant updatedAt,
    String createdBy,
    String updatedBy,
    DocumentContent content) {

  /** A collection by its name. */
  record Collection(String name) {}

  /** A page of collections; without a cursor it is the last. */
  record Collections(List<Collection> items, @Nullable String nextCursor) {

    static Collections of(CollectionListing.Page page) {
      return new Collections(
          page.names().stream().map(Collection::new).toList(), page.next().orElse(null));
    }
  }

  /** A page of documents; without a cursor it is the last. */
  public record Page(List<DocumentView> items, @Nullable String nextCursor) {

    /** A page of documents as answers show it. */
    public static Page of(DocumentListing.Page page) {
      return new Page(
          page.documents().stream().map(DocumentView::of).toList(), page.next().orElse(null));
    }
  }

  /**
   * A version without its content.
   *
   * @param etag as {@code If-Match} takes it, with its quotes
   * @param deleted whether this version deleted the document
   */
  record Version(long version, String etag, Instant updatedAt, String updatedBy, boolean deleted) {

    static Version of(DocumentRecords.Version version) {
      return new Version(
          version.stored().version(),
          EntityTags.quoted(version.stored().etag()),
          version.envelope().updatedAt(),
          version.envelope().updatedBy(),
          version.envelope().live().isEmpty());
    }
  }

  /** A page of versions; without a cursor it is the last. */
  record Versions(List<Version> items, @Nullable String nextCursor) {

    static Versions of(DocumentHistory.Page page) {
      return new Versions(
          page.versions().stream().map(Version::of).toList(), page.next().orElse(null));
    }
  }

  static DocumentView of(Document document) {
    return new DocumentView(
        document.id(),
        document.collection(),
        document.version(),
        EntityTags.quoted(document.etag()),
        document.createdAt(),
        document.updatedAt(),
        document.createdBy(),
        document.updatedBy(),
        document.content());
  }
}
