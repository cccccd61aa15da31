// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

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
record DocumentView(
    String id,
    String collection,
    long version,
    String etag,
    Instant createdAt,
    Instant updatedAt,
    String createdBy,
    String updatedBy,
    DocumentContent content) {

  /** A page of a listing; without a cursor it is the last. */
  record Page(List<DocumentView> items, @Nullable String nextCursor) {

    static Page of(DocumentListing.Page page) {
      return new Page(
          page.documents().stream().map(DocumentView::of).toList(), page.next().orElse(null));
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
