// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.content;

import dev.foundation.api.files.transfer.ByteRange;

/** The measures of the stored form. */
public final class ContentFormat {

  /** Plaintext bytes in every chunk but the last. */
  public static final int CHUNK_BYTES = 1 << 20;

  /** The big-endian length before each sealed chunk. */
  public static final int PREFIX_BYTES = Integer.BYTES;

  /** More than sealing ever adds to a chunk: a longer length is damage, and is not allocated. */
  static final int MOST_SEALED_BYTES = CHUNK_BYTES + (1 << 13);

  /** Chunks in every part of a stream's upload but the last; S3 demands 5 MiB. */
  static final int CHUNKS_A_PART = 6;

  /** What S3 takes in one multipart upload. */
  public static final int MOST_PARTS = 10_000;

  /** The longest content that one request can bring, in bytes: 58 GiB. */
  public static final long MOST_BYTES = (long) CHUNK_BYTES * CHUNKS_A_PART * MOST_PARTS;

  private ContentFormat() {}

  /**
   * Chunks that hold a content.
   *
   * @param size plaintext bytes; empty content is one empty chunk
   */
  public static long chunks(long size) {
    return Math.max(1, Math.ceilDiv(size, CHUNK_BYTES));
  }

  /** Where a chunk lies in the plaintext. */
  static ByteRange chunk(long index) {
    return new ByteRange(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES);
  }
}
