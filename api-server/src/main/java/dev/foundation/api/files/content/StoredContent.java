// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.content;

/**
 * What must be kept, sealed, to read a content back.
 *
 * @param size plaintext bytes
 * @param stride stored bytes of each full chunk with its prefix: where chunk i begins is i times
 *     this
 */
public record StoredContent(long size, long stride) {

  /** The number of chunks. */
  public long chunks() {
    return ContentFormat.chunks(size);
  }

  /** Plaintext bytes in one chunk. */
  int length(long index) {
    return (int) Math.min(ContentFormat.CHUNK_BYTES, size - index * ContentFormat.CHUNK_BYTES);
  }
}
