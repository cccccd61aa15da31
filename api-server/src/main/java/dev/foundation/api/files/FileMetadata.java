// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files;

import dev.foundation.api.files.content.StoredContent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one version of a file; kept sealed.
 *
 * @param version 0 before the first content
 * @param contentType a media type, as the creator gave it
 * @param createdBy the {@code sub} of who created the file
 * @param updatedBy the {@code sub} of who made this version
 * @param content null before the first content
 */
record FileMetadata(
    String id,
    String path,
    String contentType,
    long version,
    Instant createdAt,
    String createdBy,
    Instant updatedAt,
    String updatedBy,
    boolean deleted,
    @Nullable Content content) {

  /**
   * Where a version's content lies.
   *
   * @param object the object's name in the bucket
   * @param of the version that brought it; a tombstone keeps an earlier one's
   */
  record Content(String object, long of, StoredContent stored) {}

  /** The next version, with new content. */
  FileMetadata with(String object, StoredContent stored, Instant now, String by) {
    Content next = new Content(object, version + 1, stored);
    return new FileMetadata(
        id, path, contentType, version + 1, createdAt, createdBy, now, by, false, next);
  }

  /** The next version, a tombstone that still knows its content. */
  FileMetadata tombstone(Instant now, String by) {
    return new FileMetadata(
        id, path, contentType, version + 1, createdAt, createdBy, now, by, true, content);
  }

  FilePath filePath() {
    return new FilePath(path);
  }

  /** Bytes of content. */
  long size() {
    return content == null ? 0 : content.stored().size();
  }
}
