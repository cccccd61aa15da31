// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.publishing;

import dev.foundation.api.files.index.FileChange;
import dev.foundation.api.files.index.FileIndex;
import dev.foundation.api.files.index.StoredFile;
import dev.foundation.api.files.sealing.FileMetadata;
import dev.foundation.api.files.sealing.FilePath;
import dev.foundation.api.files.sealing.SealedFiles;
import dev.foundation.api.files.transfer.Uninterrupted;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.tenant.Tenant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes files from one version to the next, in one step that happens as a whole or not at all. */
public final class FilePublication {

  private static final Logger LOG = LoggerFactory.getLogger(FilePublication.class);

  private final FileIndex index;
  private final SealedFiles seals;

  /** Changes the files of this index. */
  public FilePublication(FileIndex index, SealedFiles seals) {
    this.index = index;
    this.seals = seals;
  }

  /**
   * The record of a file that may get content, its first or another.
   *
   * @throws ProblemException {@code file-not-found}, {@code file-deleted}, {@code
   *     precondition-required}, {@code precondition-failed}
   */
  public StoredFile writable(Tenant tenant, String id, Precondition precondition) {
    StoredFile file = known(tenant, id);
    switch (file.state()) {
      case PENDING -> precondition.requireOnNothing();
      case VISIBLE -> precondition.requireOn(file.etag());
      case DELETED -> throw FileProblems.deleted();
    }
    return file;
  }

  /**
   * The current record of a file in any state.
   *
   * @throws ProblemException {@code file-not-found}
   */
  public StoredFile known(Tenant tenant, String id) {
    return index.file(tenant, seals.fileKey(tenant, id)).orElseThrow(FileProblems::notFound);
  }

  /**
   * What a caller hears whose step another overtook.
   *
   * @return {@code conflict}, where the precondition holds of what is there now
   * @throws ProblemException as {@link #writable} where it does not
   */
  public ProblemException overtaken(Tenant tenant, String id, Precondition precondition) {
    writable(tenant, id, precondition);
    return FileProblems.contended();
  }

  /** The step to this version; a file that appears claims its path, one that goes gives it up. */
  public FileChange prepare(Tenant tenant, StoredFile before, FileMetadata next) {
    StoredFile after = seals.seal(tenant, next);
    boolean was = before.state() == StoredFile.State.VISIBLE;
    boolean is = after.state() == StoredFile.State.VISIBLE;
    if (is && !was) {
      addFolders(tenant, next);
    }
    return new FileChange(
        before,
        after,
        seals.sealHistory(tenant, next),
        is && !was ? seals.sealPath(tenant, next) : null,
        was && !is ? seals.pathKey(tenant, next.filePath()) : null);
  }

  /** The innermost folder is made last: where it is, all above it are. */
  private void addFolders(Tenant tenant, FileMetadata metadata) {
    FilePath folder = metadata.filePath().folder();
    if (!folder.equals(FilePath.ROOT)
        && !index.hasFolder(tenant, seals.folderKey(tenant, folder))) {
      for (FilePath step : folder.trail()) {
        index.addFolder(tenant, seals.sealFolder(tenant, step, metadata.updatedAt()));
      }
    }
  }

  /**
   * Takes the step. A failed call may have reached the index all the same: then the step is done.
   *
   * @throws ProblemException {@code unavailable}: whether it happened may be unknown
   */
  public FileChange.Outcome publish(Tenant tenant, FileChange change) {
    try {
      return index.change(tenant, change);
    } catch (RuntimeException e) {
      AtomicBoolean happened = new AtomicBoolean();
      Uninterrupted.run(() -> happened.set(happened(tenant, change)));
      if (happened.get()) {
        return FileChange.Outcome.DONE;
      }
      throw e;
    }
  }

  private boolean happened(Tenant tenant, FileChange change) {
    try {
      return index
          .file(tenant, change.after().key())
          .filter(now -> now.etag().equals(change.after().etag()))
          .isPresent();
    } catch (RuntimeException e) {
      LOG.warn("whether a file changed is unknown: {}", e.getClass().getSimpleName());
      return false;
    }
  }
}
