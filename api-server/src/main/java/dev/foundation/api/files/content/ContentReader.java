// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.content;

import dev.foundation.api.crypto.EnvelopeCipher;
import dev.foundation.api.crypto.IntegrityException;
import dev.foundation.api.files.transfer.ByteRange;
import dev.foundation.api.tenant.Tenant;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Opens a stored content, or a stretch of it, so that no byte leaves before it is authenticated.
 */
public final class ContentReader {

  private final EnvelopeCipher cipher;
  private final ObjectStore objects;

  /** Reads from this store and opens with this cipher. */
  public ContentReader(EnvelopeCipher cipher, ObjectStore objects) {
    this.cipher = cipher;
    this.objects = objects;
  }

  /**
   * Where a content lies and what is wanted of it.
   *
   * @param range plaintext bytes that are wanted
   */
  public record Request(ContentId id, StoredContent content, ByteRange range) {

    long firstChunk() {
      return range.first() / ContentFormat.CHUNK_BYTES;
    }

    long lastChunk() {
      return Math.max(0, range.end() - 1) / ContentFormat.CHUNK_BYTES;
    }

    boolean toTheEnd() {
      return lastChunk() == content.chunks() - 1;
    }
  }

  /**
   * Writes the wanted bytes. Nothing is written before the first chunk has proven itself.
   *
   * @param out gets only authenticated bytes, in order
   * @throws IntegrityException if the object is not what was stored: cut, extended, reordered,
   *     exchanged or altered
   * @throws IOException when the store or the receiver breaks off
   */
  public void write(Tenant tenant, Request request, OutputStream out) throws IOException {
    try (Opened content = open(tenant, request)) {
      content.writeTo(out);
    }
  }

  /**
   * Opens the first of the wanted chunks, and the others as they are written.
   *
   * @throws IntegrityException if the object is missing, or its first wanted chunk is not what was
   *     stored
   * @throws IOException when the store breaks off
   */
  public Opened open(Tenant tenant, Request request) throws IOException {
    long first = request.firstChunk() * request.content().stride();
    InputStream stored;
    try {
      stored = objects.read(tenant, request.id().object(), first, storedLength(request));
    } catch (MissingObjectException e) {
      throw new IntegrityException("the object is missing or cut", e);
    }
    try {
      Opened content = new Opened(tenant, request, new DataInputStream(stored));
      content.prove();
      return content;
    } catch (Throwable e) {
      stored.close();
      throw e;
    }
  }

  /** A content whose next chunk has proven itself. */
  public final class Opened implements Closeable {

    private final Tenant tenant;
    private final Request request;
    private final DataInputStream in;
    private final ByteBuffer plain;
    private byte[] sealed = new byte[0];
    private long index;

    private Opened(Tenant tenant, Request request, DataInputStream in) {
      this.tenant = tenant;
      this.request = request;
      this.in = in;
      this.plain = ByteBuffer.allocate(plainBytes(request));
      this.index = request.firstChunk();
    }

    /**
     * Writes the wanted bytes, once.
     *
     * @param out gets only authenticated bytes, in order
     * @throws IntegrityException if a later chunk is not what was stored
     * @throws IOException when the store or the receiver breaks off
     */
    public void writeTo(OutputStream out) throws IOException {
      send(out);
      while (index < request.lastChunk()) {
        index++;
        prove();
        send(out);
      }
    }

    private void prove() throws IOException {
      try {
        sealed = next(in, sealed);
      } catch (EOFException e) {
        throw new IntegrityException("the object is missing or cut", e);
      }
      ContentReader.this.open(tenant, request, index, sealed, plain.clear());
      if (index == request.lastChunk() && in.read() >= 0) {
        throw new IntegrityException("the object goes on after its last chunk");
      }
    }

    private void send(OutputStream out) throws IOException {
      ByteRange part = request.range().within(ContentFormat.chunk(index));
      out.write(plain.array(), (int) part.first(), (int) part.length());
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  /** One byte more than expected where the object must end, so that an extension shows. */
  private static long storedLength(Request request) {
    return request.toTheEnd()
        ? Long.MAX_VALUE
        : (request.lastChunk() - request.firstChunk() + 1) * request.content().stride();
  }

  /** Those of the longest chunk that is read. */
  private static int plainBytes(Request request) {
    return request.content().length(request.firstChunk());
  }

  private static byte[] next(DataInputStream in, byte[] reusable) throws IOException {
    int length = in.readInt();
    if (length < 1 || length > ContentFormat.MOST_SEALED_BYTES) {
      throw new IntegrityException("a chunk's length is out of bounds");
    }
    byte[] sealed = reusable.length == length ? reusable : new byte[length];
    in.readFully(sealed);
    return sealed;
  }

  private void open(Tenant tenant, Request request, long index, byte[] sealed, ByteBuffer plain) {
    boolean last = index == request.content().chunks() - 1;
    cipher.open(tenant, request.id().chunk(index, last), sealed, plain);
    if (plain.position() != request.content().length(index)) {
      throw new IntegrityException("a chunk is not as long as the content says");
    }
  }
}
