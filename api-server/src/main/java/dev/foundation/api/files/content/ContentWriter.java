// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.content;

import dev.foundation.api.crypto.EnvelopeCipher;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Seals a stream of any length chunk by chunk into an upload, in constant memory. */
public final class ContentWriter {

  private final EnvelopeCipher cipher;

  /** Seals with this cipher. */
  public ContentWriter(EnvelopeCipher cipher) {
    this.cipher = cipher;
  }

  /** Decides, once all content is read and before it appears, whether it is what was meant. */
  @FunctionalInterface
  public interface Acceptance {

    /**
     * Throws to refuse.
     *
     * @throws ProblemException what the client is told
     */
    void check();
  }

  /**
   * Writes the whole content; the caller closes the upload, which gives it up if this throws.
   *
   * @param body read to its end
   * @param acceptance asked before the last part is written
   * @throws IOException when the body breaks off
   * @throws ProblemException {@code payload-too-large} beyond {@link ContentFormat#MOST_BYTES}
   */
  public StoredContent write(
      Tenant tenant, ContentId id, InputStream body, ObjectUpload upload, Acceptance acceptance)
      throws IOException {
    Writing writing = new Writing(tenant, id, upload);
    byte[] plain = new byte[ContentFormat.CHUNK_BYTES];
    int next = body.read();
    do {
      int length = 0;
      if (next >= 0) {
        plain[0] = (byte) next;
        length = 1 + body.readNBytes(plain, 1, plain.length - 1);
        next = length == plain.length ? body.read() : -1;
      }
      writing.chunk(ByteBuffer.wrap(plain, 0, length), next < 0);
    } while (next >= 0);
    acceptance.check();
    return writing.finish();
  }

  /** What a client hears whose content has no room. */
  public static ProblemException tooLarge() {
    return new ProblemException(
        ProblemType.PAYLOAD_TOO_LARGE,
        "A file's content is at most " + ContentFormat.MOST_BYTES + " bytes.");
  }

  /** One content on its way. */
  private final class Writing {
    private final Tenant tenant;
    private final ContentId id;
    private final ObjectUpload upload;
    private final ByteBuffer part =
        ByteBuffer.allocate(
            ContentFormat.CHUNKS_A_PART
                * (ContentFormat.PREFIX_BYTES + ContentFormat.MOST_SEALED_BYTES));
    private long chunks;
    private long size;
    private long stride;

    Writing(Tenant tenant, ContentId id, ObjectUpload upload) {
      this.tenant = tenant;
      this.id = id;
      this.upload = upload;
    }

    void chunk(ByteBuffer plain, boolean last) {
      int begin = part.position();
      int length = plain.remaining();
      part.position(begin + ContentFormat.PREFIX_BYTES);
      cipher.seal(tenant, id.chunk(chunks, last), plain, part);
      int stored = part.position() - begin;
      part.putInt(begin, stored - ContentFormat.PREFIX_BYTES);
      if (chunks == 0) {
        stride = stored;
      } else if (!last && stored != stride) {
        throw new IllegalStateException("a full chunk's sealed length changed within one object");
      }
      chunks++;
      size += length;
      if (!last && chunks % ContentFormat.CHUNKS_A_PART == 0) {
        flush();
      }
    }

    private void flush() {
      if (chunks == (long) ContentFormat.CHUNKS_A_PART * ContentFormat.MOST_PARTS) {
        throw tooLarge();
      }
      upload.part(part.array(), part.position());
      part.clear();
    }

    StoredContent finish() {
      upload.finish(part.array(), part.position());
      return new StoredContent(size, stride);
    }
  }
}
