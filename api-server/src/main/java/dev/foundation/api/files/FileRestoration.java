// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files;

import dev.foundation.api.contention.Attempts;
import dev.foundation.api.files.index.FileChange;
import dev.foundation.api.files.index.StoredFile;
import dev.foundation.api.files.publishing.FileProblems;
import dev.foundation.api.files.publishing.FilePublication;
import dev.foundation.api.files.publishing.Precondition;
import dev.foundation.api.files.sealing.FileMetadata;
import dev.foundation.api.files.sealing.FileVersion;
import dev.foundation.api.files.sealing.SealedFiles;
import dev.foundation.api.idempotency.IdempotentRequests;
import dev.foundation.api.idempotency.IdempotentRequests.Request;
import dev.foundation.api.idempotency.StoredReplay;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Brings deleted files back. */
final class FileRestoration {

  private final FileHistory history;
  private final FilePublication files;
  private final SealedFiles seals;
  private final IdempotentRequests requests;
  private final Clock clock;

  FileRestoration(
      FileHistory history,
      FilePublication files,
      SealedFiles seals,
      IdempotentRequests requests,
      Clock clock) {
    this.history = history;
    this.files = files;
    this.seals = seals;
    this.requests = requests;
    this.clock = clock;
  }

  /** What is remembered of a restoration. */
  private record Restored(long version) {}

  /**
   * Brings a deleted file back as it was last, as a new version, at its path.
   *
   * @param idempotencyKey the same key gives the same version for a day
   * @throws ProblemException {@code file-not-found}, {@code file-not-deleted}, {@code path-taken},
   *     {@code idempotency-key-reused}, {@code conflict}
   */
  FileVersion restore(Tenant tenant, String id, Optional<String> idempotencyKey) {
    Optional<Request> request =
        idempotencyKey.map(key -> new Request("restoreFile", key, List.of(id)));
    return Attempts.until(
        () ->
            request
                .flatMap(again -> requests.find(tenant, again, Restored.class))
                .map(earlier -> history.version(tenant, id, earlier.version()))
                .or(() -> next(tenant, id, request)),
        FileProblems::contended);
  }

  /** The version that brings the file back; empty if others came first. */
  private Optional<FileVersion> next(Tenant tenant, String id, Optional<Request> request) {
    StoredFile tombstone = deleted(tenant, id);
    Instant now = Instant.ofEpochMilli(clock.millis());
    FileMetadata restored = seals.open(tenant, tombstone).restored(now, tenant.principal().sub());
    StoredReplay replay =
        request
            .map(first -> requests.record(tenant, first, new Restored(restored.version())))
            .orElse(null);
    FileChange change = files.prepare(tenant, tombstone, restored).remembered(replay);
    FileChange.Outcome outcome = files.publish(tenant, change);
    if (outcome == FileChange.Outcome.LOST_RACE) {
      return Optional.empty();
    }
    Precondition.require(outcome);
    return Optional.of(new FileVersion(restored, change.after().etag()));
  }

  private StoredFile deleted(Tenant tenant, String id) {
    StoredFile file = files.known(tenant, id);
    return switch (file.state()) {
      case DELETED -> file;
      case PENDING -> throw FileProblems.notFound();
      case VISIBLE ->
          throw new ProblemException(
              ProblemType.FILE_NOT_DELETED, "The file is there: nothing is to be restored.");
    };
  }
}
