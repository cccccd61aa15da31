// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.index;

import dev.foundation.api.idempotency.StoredReplay;
import dev.foundation.api.tenant.Tenant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the records of uploads under way; reads see every write that was answered before. An upload
 * that completes ends with the change of its file.
 */
public interface UploadIndex {

  /**
   * Adds an upload, together with what is remembered of its creation. A pending file lives at least
   * as long as its upload.
   *
   * @param file the current record of the file it is for, which must not change meanwhile
   * @param replay null if the client gave no idempotency key
   */
  FileChange.Outcome begin(
      Tenant tenant, StoredFile file, StoredUpload upload, @Nullable StoredReplay replay);

  /** One upload, which may have expired. */
  Optional<StoredUpload> upload(Tenant tenant, String file, String key);

  /** All uploads of a file, the expired too. */
  List<StoredUpload> uploads(Tenant tenant, String file);

  /**
   * Forgets an upload; one that is forgotten stays so.
   *
   * @return whether this call is known to have ended it: if not, its file's change may have
   */
  boolean end(Tenant tenant, StoredUpload upload);
}
