// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.storage;

import java.util.List;
import java.util.Optional;

/**
 * A page of a collection.
 *
 * @param next the position to go on after; empty when this is the last page
 */
public record StoredPage(List<StoredDocument> documents, Optional<String> next) {

  /** Sealed bytes after which a page ends, however few documents it has. */
  public static final int MOST_BYTES = 1024 * 1024;

  public StoredPage {
    documents = List.copyOf(documents);
  }
}
