// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.index;

import dev.foundation.api.crypto.Sealed;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file's current record as the index keeps it.
 *
 * @param key keyed hash of the file's id
 * @param version 0 before the first content, then one more with every change
 * @param etag random for every version
 * @param sealed the metadata, encrypted
 * @param createdAt milliseconds matter, finer parts are dropped
 * @param folder keyed hash of the folder it is listed in; null while it is not listed
 */
public record StoredFile(
    String key,
    long version,
    String etag,
    State state,
    Sealed sealed,
    Instant createdAt,
    Instant updatedAt,
    @Nullable String folder) {

  /** Where a file is in its life. */
  public enum State {
    /** Created without content: not listed, and gone after a day. */
    PENDING,
    /** Has content. */
    VISIBLE,
    /** A tombstone. */
    DELETED
  }

  /** The folder it is listed in, if it is listed. */
  public Optional<String> listedIn() {
    return Optional.ofNullable(folder);
  }
}
