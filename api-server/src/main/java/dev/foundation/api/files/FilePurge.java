// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files;

import dev.foundation.api.contention.Attempts;
import dev.foundation.api.files.content.ObjectStore;
import dev.foundation.api.files.index.FileChange;
import dev.foundation.api.files.index.FileIndex;
import dev.foundation.api.files.index.FileRemoval;
import dev.foundation.api.files.index.StoredFile;
import dev.foundation.api.files.index.StoredVersion;
import dev.foundation.api.files.publishing.FileProblems;
import dev.foundation.api.files.sealing.FileMetadata;
import dev.foundation.api.files.sealing.SealedFiles;
import dev.foundation.api.files.upload.OpenUploads;
import dev.foundation.api.idempotency.IdempotentRequests;
import dev.foundation.api.idempotency.IdempotentRequests.Request;
import dev.foundation.api.idempotency.StoredReplay;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.tenant.Tenant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Erases files for good. First the file ends in one step, so that nobody can read, change or
 * restore it any more; then its objects go, each before the record that names it, so that a purge
 * that broke off is finished by the next.
 */
final class FilePurge {

  private static final int VERSIONS_A_STEP = 50;

  private final FileIndex index;
  private final ObjectStore objects;
  private final OpenUploads uploads;
  private final SealedFiles seals;
  private final IdempotentRequests requests;

  FilePurge(
      FileIndex index,
      ObjectStore objects,
      OpenUploads uploads,
      SealedFiles seals,
      IdempotentRequests requests) {
    this.index = index;
    this.objects = objects;
    this.uploads = uploads;
    this.seals = seals;
    this.requests = requests;
  }

  /** What is remembered of a purge. */
  private record Purged(String id) {}

  /**
   * Erases a file that has or had content, with all its versions and uploads.
   *
   * @param idempotencyKey the same key answers the same for a day
   * @throws ProblemException {@code file-not-found}, {@code idempotency-key-reused}, {@code
   *     conflict}; {@code unavailable}: what is left is erased when the request is sent again
   */
  void purge(Tenant tenant, String id, Optional<String> idempotencyKey) {
    Optional<Request> request =
        idempotencyKey.map(key -> new Request("purgeFile", key, List.of(id)));
    String key = seals.fileKey(tenant, id);
    boolean ended =
        request.flatMap(again -> requests.find(tenant, again, Purged.class)).isPresent()
            || Attempts.until(() -> end(tenant, id, key, request), FileProblems::contended);
    uploads.abortAll(tenant, key);
    boolean erased = eraseVersions(tenant, key);
    if (!ended && !erased) {
      throw FileProblems.notFound();
    }
  }

  /** Whether there was something to end; empty if others came first. */
  private Optional<Boolean> end(Tenant tenant, String id, String key, Optional<Request> request) {
    Optional<StoredFile> file = index.file(tenant, key);
    if (file.isEmpty()) {
      return Optional.of(false);
    }
    // Its first content may be on its way, and is not erased by whoever came before it.
    if (file.get().state() == StoredFile.State.PENDING) {
      throw FileProblems.notFound();
    }
    StoredReplay replay =
        request.map(first -> requests.record(tenant, first, new Purged(id))).orElse(null);
    FileRemoval removal = new FileRemoval(file.get(), path(tenant, file.get()), replay);
    return index.remove(tenant, removal) == FileChange.Outcome.DONE
        ? Optional.of(true)
        : Optional.empty();
  }

  private @Nullable String path(Tenant tenant, StoredFile file) {
    return file.state() == StoredFile.State.VISIBLE
        ? seals.pathKey(tenant, seals.open(tenant, file).filePath())
        : null;
  }

  /** Whether there was something to erase. */
  private boolean eraseVersions(Tenant tenant, String key) {
    boolean erased = false;
    List<StoredVersion> versions;
    do {
      versions = index.versions(tenant, key, Long.MAX_VALUE, VERSIONS_A_STEP);
      for (StoredVersion version : versions) {
        FileMetadata metadata = seals.open(tenant, version).metadata();
        if (metadata.content() != null) {
          objects.delete(tenant, metadata.content().object());
        }
        index.forget(tenant, key, version.version());
        erased = true;
      }
    } while (!versions.isEmpty());
    return erased;
  }
}
