// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.upload;

import dev.foundation.api.crypto.EnvelopeCipher;
import dev.foundation.api.files.content.ContentFormat;
import dev.foundation.api.files.content.ContentId;
import dev.foundation.api.files.transfer.ByteRange;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Seals a part's chunks for the places that they have in the whole content. */
final class PartSealer {

  private final EnvelopeCipher cipher;

  PartSealer(EnvelopeCipher cipher) {
    this.cipher = cipher;
  }

  /**
   * Stored bytes of each full chunk of a content, found by sealing one: a sealed length depends on
   * the plain length alone.
   */
  long stride(Tenant tenant, ContentId content, long size) {
    byte[] first = new byte[(int) Math.min(size, ContentFormat.CHUNK_BYTES)];
    byte[] sealed = cipher.seal(tenant, content.chunk(0, false), first);
    return (long) ContentFormat.PREFIX_BYTES + sealed.length;
  }

  /** Bytes that a part takes sealed, at most. */
  static int room(Upload upload, int number) {
    return Math.toIntExact(ContentFormat.chunks(upload.part(number).length()) * upload.stride());
  }

  /**
   * Reads a part to its end and seals it.
   *
   * @param body must be exactly as long as the part
   * @param room takes the sealed part at its start
   * @return length of the sealed part
   * @throws IOException when the client breaks off
   * @throws ProblemException {@code invalid-request} if it is longer or shorter
   */
  int seal(Tenant tenant, Upload upload, int number, InputStream body, byte[] room)
      throws IOException {
    ByteRange part = upload.part(number);
    long last = upload.stored().chunks() - 1;
    long index = part.first() / ContentFormat.CHUNK_BYTES;
    long left = part.length();
    ByteBuffer stored = ByteBuffer.wrap(room);
    byte[] plain = new byte[(int) Math.min(left, ContentFormat.CHUNK_BYTES)];
    do {
      int length = (int) Math.min(left, ContentFormat.CHUNK_BYTES);
      require(body.readNBytes(plain, 0, length) == length, part);
      int begin = stored.position();
      stored.position(begin + ContentFormat.PREFIX_BYTES);
      cipher.seal(
          tenant,
          upload.content().chunk(index, index == last),
          ByteBuffer.wrap(plain, 0, length),
          stored);
      stored.putInt(begin, stored.position() - begin - ContentFormat.PREFIX_BYTES);
      left -= length;
      index++;
    } while (left > 0);
    require(body.read() < 0, part);
    return stored.position();
  }

  private static void require(boolean exact, ByteRange part) {
    if (!exact) {
      throw wrongLength(part);
    }
  }

  static ProblemException wrongLength(ByteRange part) {
    return new ProblemException(
        ProblemType.INVALID_REQUEST, "This part must be " + part.length() + " bytes.");
  }
}
