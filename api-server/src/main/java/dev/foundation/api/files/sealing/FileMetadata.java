// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.sealing;

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
public record FileMetadata(
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
   * @param object the object's name in the bucket, which its chunks are bound to
   */
  public record Content(String object, StoredContent stored) {}

  /** The next version, with new content. */
  public FileMetadata with(Content next, Instant now, String by) {
    return new FileMetadata(
        id, path, contentType, version + 1, createdAt, createdBy, now, by, false, next);
  }

  /** The next version, a tombstone that still knows its content. */
  public FileMetadata tombstone(Instant now, String by) {
    return new FileMetadata(
        id, path, contentType, version + 1, createdAt, createdBy, now, by, true, content);
  }

  /** The next version after a tombstone, with the content that it still knows. */
  public FileMetadata restored(Instant now, String by) {
    return new FileMetadata(
        id, path, contentType, version + 1, createdAt, createdBy, now, by, false, content);
  }

  /** Where it is, as folders see it. */
  public FilePath filePath() {
    return new FilePath(path);
  }

  /** Bytes of content. */
  public long size() {
    return content == null ? 0 : content.stored().size();
  }
}
