// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.index;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page of a folder, newest first.
 *
 * @param entries files and folders in one order
 * @param next where the next page starts; null on the last page
 */
public record Listing(List<Entry> entries, @Nullable String next) {

  public Listing {
    entries = List.copyOf(entries);
  }

  /** Where the next page starts, if there is one. */
  public Optional<String> following() {
    return Optional.ofNullable(next);
  }

  /** Something in a folder. */
  public sealed interface Entry {

    /** A file with content. */
    record OfFile(StoredFile file) implements Entry {}

    /** A folder that has had a file in it. */
    record OfFolder(StoredFolder folder) implements Entry {}
  }
}
