// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files;

import dev.foundation.api.crypto.CursorCodec;
import dev.foundation.api.files.index.FileIndex;
import dev.foundation.api.files.index.StoredFile;
import dev.foundation.api.files.index.StoredVersion;
import dev.foundation.api.files.publishing.FileProblems;
import dev.foundation.api.files.publishing.FilePublication;
import dev.foundation.api.files.sealing.FileVersion;
import dev.foundation.api.files.sealing.SealedFiles;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.tenant.Tenant;
import java.util.List;
import java.util.Optional;

/** Every version that a file ever had, also of one that was deleted. */
final class FileHistory {

  private final FileIndex index;
  private final SealedFiles seals;
  private final FilePublication files;
  private final CursorCodec cursors;

  FileHistory(FileIndex index, SealedFiles seals, FilePublication files, CursorCodec cursors) {
    this.index = index;
    this.seals = seals;
    this.files = files;
    this.cursors = cursors;
  }

  /**
   * A page of versions, newest first.
   *
   * @param next the cursor of the page after; empty on the last
   */
  record Page(List<FileVersion> versions, Optional<String> next) {}

  /**
   * A page of a file's versions.
   *
   * @throws ProblemException {@code file-not-found}, {@code invalid-cursor}
   */
  Page list(Tenant tenant, String id, Optional<String> cursor, int limit) {
    String scope = "listFileVersions/" + id;
    long below =
        cursor
            .map(text -> Long.parseLong(cursors.decode(tenant, scope, text)))
            .orElse(Long.MAX_VALUE);
    StoredFile file = seen(tenant, id);
    List<FileVersion> versions =
        index.versions(tenant, file.key(), below, limit).stream()
            .map(stored -> seals.open(tenant, stored))
            .toList();
    if (versions.isEmpty()) {
      throw FileProblems.notFound();
    }
    long oldest = versions.getLast().metadata().version();
    return new Page(
        versions,
        oldest == 1
            ? Optional.empty()
            : Optional.of(cursors.encode(tenant, scope, Long.toString(oldest))));
  }

  /**
   * A file as it was.
   *
   * @throws ProblemException {@code file-not-found}, {@code file-deleted} for the version that
   *     deleted it
   */
  FileVersion version(Tenant tenant, String id, long version) {
    StoredVersion stored =
        index.version(tenant, seen(tenant, id).key(), version).orElseThrow(FileProblems::notFound);
    FileVersion found = seals.open(tenant, stored);
    if (found.metadata().deleted()) {
      throw FileProblems.deleted();
    }
    return found;
  }

  /** A removed file's versions may still be there, but nobody sees them any more. */
  private StoredFile seen(Tenant tenant, String id) {
    StoredFile file = files.known(tenant, id);
    if (file.state() == StoredFile.State.PENDING) {
      throw FileProblems.notFound();
    }
    return file;
  }
}
