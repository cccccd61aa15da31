// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.upload;

import dev.foundation.api.files.content.ContentFormat;
import dev.foundation.api.files.content.ContentId;
import dev.foundation.api.files.content.PartStore;
import dev.foundation.api.files.content.StoredContent;
import dev.foundation.api.files.transfer.ByteRange;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * An upload as it was agreed on when it began; kept sealed. Its size is known from the beginning,
 * so every part has one place, one length and, in the last, the chunk that says that it is the
 * last.
 *
 * @param file the file's id
 * @param object the name of the object that grows
 * @param transfer the store's name for its growing
 * @param size bytes of the whole content
 * @param partSize bytes of every part but the last, whole chunks
 * @param stride stored bytes of each full chunk with its prefix
 */
public record Upload(
    String id,
    String file,
    String object,
    String transfer,
    long size,
    int partSize,
    long stride,
    Instant expiresAt) {

  /** The least bytes of a part that is not the last: what S3 takes. */
  private static final int LEAST_PART = 5 * ContentFormat.CHUNK_BYTES;

  /**
   * The bytes of a part, as the client chose them or as few whole MiB as can be.
   *
   * @throws ProblemException {@code invalid-request} if the content would have too many parts
   */
  static int partSize(long size, OptionalInt chosen) {
    long chunks =
        Math.ceilDiv(Math.ceilDiv(size, ContentFormat.MOST_PARTS), ContentFormat.CHUNK_BYTES);
    int least = Math.max(LEAST_PART, Math.toIntExact(chunks * ContentFormat.CHUNK_BYTES));
    int part = chosen.orElse(least);
    if (part < least) {
      throw new ProblemException(
          ProblemType.INVALID_REQUEST, "partSize must be at least " + least + " for this size.");
    }
    return part;
  }

  /** How many parts it has; empty content is one empty part. */
  public int parts() {
    return Math.toIntExact(Math.max(1, Math.ceilDiv(size, partSize)));
  }

  /**
   * Where a part lies in the content.
   *
   * @param number counts from 1
   * @throws ProblemException {@code invalid-request} if there is no such part
   */
  ByteRange part(int number) {
    if (number < 1 || number > parts()) {
      throw new ProblemException(
          ProblemType.INVALID_REQUEST, "The upload has parts 1 to " + parts() + ".");
    }
    long first = (long) (number - 1) * partSize;
    return new ByteRange(first, Math.min(first + partSize, size));
  }

  PartStore.Growing growing() {
    return new PartStore.Growing(object, transfer);
  }

  ContentId content() {
    return new ContentId(file, object);
  }

  StoredContent stored() {
    return new StoredContent(size, stride);
  }

  /** Whether a part is as long as it must be; the last one's sealed length is not known before. */
  boolean isWhole(PartStore.Part part) {
    return part.number() == parts()
        || part.length() == partSize / ContentFormat.CHUNK_BYTES * stride;
  }
}
