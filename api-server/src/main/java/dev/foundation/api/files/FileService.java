// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files;

import dev.foundation.api.contention.Attempts;
import dev.foundation.api.files.index.FileChange;
import dev.foundation.api.files.index.FileIndex;
import dev.foundation.api.files.index.Listing;
import dev.foundation.api.files.index.StoredFile;
import dev.foundation.api.files.index.StoredPath;
import dev.foundation.api.files.publishing.FileProblems;
import dev.foundation.api.files.publishing.FilePublication;
import dev.foundation.api.files.publishing.Precondition;
import dev.foundation.api.files.sealing.FileMetadata;
import dev.foundation.api.files.sealing.FilePath;
import dev.foundation.api.files.sealing.FileVersion;
import dev.foundation.api.files.sealing.SealedFiles;
import dev.foundation.api.idempotency.IdempotentRequests;
import dev.foundation.api.idempotency.IdempotentRequests.Request;
import dev.foundation.api.idempotency.StoredReplay;
import dev.foundation.api.identifiers.Identifiers;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What can be done with files besides moving their content. */
final class FileService {

  private static final Duration PENDING_LIFE = Duration.ofHours(24);

  private final FileIndex index;
  private final FilePublication files;
  private final SealedFiles seals;
  private final IdempotentRequests requests;
  private final Identifiers identifiers;
  private final Clock clock;

  FileService(
      FileIndex index,
      FilePublication files,
      SealedFiles seals,
      IdempotentRequests requests,
      Identifiers identifiers,
      Clock clock) {
    this.index = index;
    this.files = files;
    this.seals = seals;
    this.requests = requests;
    this.identifiers = identifiers;
    this.clock = clock;
  }

  /**
   * Creates a file that nobody sees until it gets content; without content it is gone after a day.
   *
   * @param idempotencyKey the same key with the same request gives the same file for a day
   * @throws ProblemException {@code path-taken}; the path is only held from the first content on;
   *     {@code idempotency-key-reused}
   */
  FileMetadata create(
      Tenant tenant, FilePath path, String contentType, Optional<String> idempotencyKey) {
    Optional<Request> request =
        idempotencyKey.map(
            key -> new Request("createFile", key, List.of(path.text(), contentType)));
    return created(tenant, request).orElseGet(() -> add(tenant, path, contentType, request));
  }

  private FileMetadata add(
      Tenant tenant, FilePath path, String contentType, Optional<Request> request) {
    if (index.path(tenant, seals.pathKey(tenant, path)).isPresent()) {
      throw new ProblemException(ProblemType.PATH_TAKEN, "Another file has this path.");
    }
    Instant now = now();
    String sub = tenant.principal().sub();
    FileMetadata wanted =
        new FileMetadata(
            identifiers.id(now), path.text(), contentType, 0, now, sub, now, sub, false, null);
    Instant expiresAt = now.plus(PENDING_LIFE).truncatedTo(ChronoUnit.SECONDS);
    StoredReplay replay = request.map(first -> requests.record(tenant, first, wanted)).orElse(null);
    if (index.create(tenant, seals.seal(tenant, wanted), expiresAt, replay)) {
      return wanted;
    }
    return created(tenant, request)
        .orElseThrow(() ->
            new ProblemException(
                ProblemType.CONFLICT, "The same request is being served at the same time."));
  }

  /** What the same request created before. */
  private Optional<FileMetadata> created(Tenant tenant, Optional<Request> request) {
    return request.flatMap(again -> requests.find(tenant, again, FileMetadata.class));
  }

  /**
   * The file's newest version.
   *
   * @throws ProblemException {@code file-not-found}, {@code file-deleted}
   */
  FileVersion get(Tenant tenant, String id) {
    StoredFile file = visible(tenant, id);
    return new FileVersion(seals.open(tenant, file), file.etag());
  }

  /**
   * Hides the file and gives up its path; all its versions are kept.
   *
   * @throws ProblemException {@code file-not-found}, {@code file-deleted}, {@code conflict}, and
   *     those of {@link Precondition#requireOn}
   */
  void delete(Tenant tenant, String id, Precondition precondition) {
    Precondition.require(
        Attempts.until(
            () ->
                Optional.of(hide(tenant, id, precondition))
                    .filter(outcome -> outcome != FileChange.Outcome.LOST_RACE),
            FileProblems::contended));
  }

  private FileChange.Outcome hide(Tenant tenant, String id, Precondition precondition) {
    StoredFile before = visible(tenant, id);
    precondition.requireOn(before.etag());
    FileMetadata metadata = seals.open(tenant, before);
    FileMetadata tombstone = metadata.tombstone(now(), tenant.principal().sub());
    return files.publish(tenant, files.prepare(tenant, before, tombstone));
  }

  /**
   * The id of the file that has this path.
   *
   * @throws ProblemException {@code file-not-found}
   */
  String resolve(Tenant tenant, FilePath path) {
    Optional<StoredPath> entry = index.path(tenant, seals.pathKey(tenant, path));
    return entry.map(found -> seals.open(tenant, found)).orElseThrow(FileProblems::notFound);
  }

  /** A page of a folder's files and folders. */
  FolderPage list(Tenant tenant, FilePath folder, Optional<String> after, int limit) {
    Listing listing =
        index.list(tenant, seals.folderKey(tenant, folder), after.orElse(null), limit);
    return new FolderPage(
        listing.entries().stream().map(entry -> open(tenant, entry)).toList(), listing.next());
  }

  private FolderPage.Entry open(Tenant tenant, Listing.Entry entry) {
    return switch (entry) {
      case Listing.Entry.OfFile(StoredFile file) ->
          FolderPage.Entry.of(new FileVersion(seals.open(tenant, file), file.etag()));
      case Listing.Entry.OfFolder(var folder) -> FolderPage.Entry.of(seals.open(tenant, folder));
    };
  }

  private StoredFile visible(Tenant tenant, String id) {
    StoredFile file = files.known(tenant, id);
    return switch (file.state()) {
      case PENDING -> throw FileProblems.notFound();
      case DELETED -> throw FileProblems.deleted();
      case VISIBLE -> file;
    };
  }

  /** To the millisecond, which is what listings order by. */
  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }
}
