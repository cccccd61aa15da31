// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.upload;

import dev.foundation.api.files.index.FileIndex;
import dev.foundation.api.files.index.StoredVersion;
import dev.foundation.api.files.sealing.FileMetadata;
import dev.foundation.api.files.sealing.SealedFiles;
import dev.foundation.api.files.transfer.Uninterrupted;
import dev.foundation.api.tenant.Tenant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Objects that became whole after their upload was given up, so that nobody erased them. */
final class StrayObjects {

  private static final Logger LOG = LoggerFactory.getLogger(StrayObjects.class);
  private static final int VERSIONS_A_STEP = 50;

  private final OpenUploads uploads;
  private final FileIndex index;
  private final SealedFiles seals;

  StrayObjects(OpenUploads uploads, FileIndex index, SealedFiles seals) {
    this.uploads = uploads;
    this.index = index;
    this.seals = seals;
  }

  /**
   * Erases the object of an upload whose record is gone, unless a version of the file names it. A
   * version that does came with the end of the record, so that none comes after this has looked.
   */
  void erase(Tenant tenant, OpenUploads.Open upload) {
    Uninterrupted.run(() -> {
      try {
        if (uploads.isGone(tenant, upload) && !isNamed(tenant, upload)) {
          uploads.erase(tenant, upload);
        }
      } catch (RuntimeException e) {
        LOG.warn("an object without a file stays behind: {}", e.getClass().getSimpleName());
      }
    });
  }

  /** By any version: others may have come since the one that took the object. */
  private boolean isNamed(Tenant tenant, OpenUploads.Open upload) {
    long below = Long.MAX_VALUE;
    while (true) {
      List<StoredVersion> versions =
          index.versions(tenant, upload.stored().file(), below, VERSIONS_A_STEP);
      if (versions.isEmpty()) {
        return false;
      }
      if (versions.stream().anyMatch(version -> names(tenant, version, upload.upload()))) {
        return true;
      }
      below = versions.getLast().version();
    }
  }

  private boolean names(Tenant tenant, StoredVersion version, Upload upload) {
    FileMetadata.Content content = seals.open(tenant, version).metadata().content();
    return content != null && content.object().equals(upload.object());
  }
}
