// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a collection as members see it.
 *
 * @param nextCursor null on the last page
 */
public record DocumentPage(List<Document> items, @Nullable String nextCursor) {

  public DocumentPage {
    items = List.copyOf(items);
  }
}
