// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.bench;

import dev.foundation.api.files.content.ContentFormat;
import dev.foundation.api.files.content.ObjectStore;
import dev.foundation.api.files.content.ObjectUpload;
import dev.foundation.api.tenant.Tenant;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The one object of a store that is as fast as memory: its first content is kept, others go. */
final class KeptObject implements ObjectStore, ObjectUpload {

  private final List<byte[]> parts = new ArrayList<>();
  private boolean kept;

  /** Stored bytes of each full chunk. */
  long stride() {
    return ContentFormat.PREFIX_BYTES + (long) ByteBuffer.wrap(parts.getFirst()).getInt();
  }

  @Override
  public ObjectUpload upload(Tenant tenant, String key) {
    return this;
  }

  @Override
  public void part(byte[] bytes, int length) {
    if (!kept) {
      parts.add(Arrays.copyOf(bytes, length));
    }
  }

  @Override
  public void finish(byte[] bytes, int length) {
    part(bytes, length);
    kept = true;
  }

  @Override
  public InputStream read(Tenant tenant, String key, long first, long length) {
    return new SequenceInputStream(
        Collections.enumeration(parts.stream().map(ByteArrayInputStream::new).toList()));
  }

  @Override
  public void delete(Tenant tenant, String key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
