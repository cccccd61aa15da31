// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.upload;

import dev.foundation.api.files.content.ObjectStore;
import dev.foundation.api.files.content.PartStore;
import dev.foundation.api.files.index.StoredUpload;
import dev.foundation.api.files.index.UploadIndex;
import dev.foundation.api.files.sealing.SealedFiles;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Uploads that have begun and not ended: how they are found, and how they are given up. */
public final class OpenUploads {

  private static final Logger LOG = LoggerFactory.getLogger(OpenUploads.class);

  private final UploadIndex index;
  private final PartStore parts;
  private final ObjectStore objects;
  private final SealedUploads seals;
  private final SealedFiles files;
  private final InstantSource clock;

  /** The uploads of this index. */
  public OpenUploads(
      UploadIndex index,
      PartStore parts,
      ObjectStore objects,
      SealedUploads seals,
      SealedFiles files,
      InstantSource clock) {
    this.index = index;
    this.parts = parts;
    this.objects = objects;
    this.seals = seals;
    this.files = files;
    this.clock = clock;
  }

  /** An upload and its record. */
  record Open(StoredUpload stored, Upload upload) {}

  /**
   * An upload under way; one that has expired is given up now.
   *
   * @throws ProblemException {@code upload-not-found}
   */
  Open find(Tenant tenant, String file, String id) {
    StoredUpload stored =
        index
            .upload(tenant, files.fileKey(tenant, file), seals.key(tenant, id))
            .orElseThrow(OpenUploads::notFound);
    Open open = new Open(stored, seals.open(tenant, stored));
    if (!stored.expiresAt().isAfter(clock.instant())) {
      giveUpQuietly(tenant, open);
      throw notFound();
    }
    return open;
  }

  /** What a client hears of an upload that is not, or not any more, there. */
  static ProblemException notFound() {
    return new ProblemException(
        ProblemType.UPLOAD_NOT_FOUND, "The file has no such upload under way.");
  }

  /**
   * Its record goes first, so that nothing completes what is being given up. Where the record was
   * gone, a completion may have made the object a file's content: then the object stays.
   *
   * @return whether this call ended the upload
   */
  boolean giveUp(Tenant tenant, Open open) {
    boolean ended = index.end(tenant, open.stored());
    parts.abort(tenant, open.upload().growing());
    if (ended) {
      erase(tenant, open);
    }
    return ended;
  }

  /** Whether its record is gone: then nothing completes it any more. */
  boolean isGone(Tenant tenant, Open open) {
    return index.upload(tenant, open.stored().file(), open.stored().key()).isEmpty();
  }

  /** Erases its object, which no file may name. */
  void erase(Tenant tenant, Open open) {
    objects.delete(tenant, open.upload().object());
  }

  private void giveUpQuietly(Tenant tenant, Open open) {
    try {
      giveUp(tenant, open);
    } catch (RuntimeException e) {
      LOG.warn("an expired upload stays for now: {}", e.getClass().getSimpleName());
    }
  }

  /**
   * Gives up every upload of a file.
   *
   * @param fileKey under which the file is kept
   */
  public void abortAll(Tenant tenant, String fileKey) {
    for (StoredUpload stored : index.uploads(tenant, fileKey)) {
      giveUp(tenant, new Open(stored, seals.open(tenant, stored)));
    }
  }
}
