// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files;

import dev.foundation.api.files.sealing.FilePath;
import dev.foundation.api.files.sealing.FileVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a folder, newest first.
 *
 * @param next position after the last entry; null on the last page
 */
record FolderPage(List<Entry> entries, @Nullable String next) {

  FolderPage {
    entries = List.copyOf(entries);
  }

  /**
   * A file or a folder.
   *
   * @param file null for a folder
   */
  record Entry(FilePath path, @Nullable FileVersion file) {

    static Entry of(FileVersion file) {
      return new Entry(file.metadata().filePath(), file);
    }

    static Entry of(FilePath folder) {
      return new Entry(folder, null);
    }
  }
}
