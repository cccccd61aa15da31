// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto.branchkey.materials;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An encryption context as the Encryption SDK authenticates it. */
final class ContextBytes {

  private static final int MOST = 0xFFFF;

  private ContextBytes() {}

  /**
   * The number of entries, then keys and values by turns in order of the keys, each after its
   * length; all numbers are 2 bytes, big-endian.
   *
   * @param context with keys in ASCII, whose order as texts is that of their bytes
   */
  static byte[] of(Map<String, String> context) {
    if (context.isEmpty()) {
      return new byte[0];
    }
    List<byte[]> parts = new ArrayList<>();
    new TreeMap<>(context)
        .forEach((key, value) -> {
          parts.add(key.getBytes(UTF_8));
          parts.add(value.getBytes(UTF_8));
        });
    int total = Short.BYTES;
    for (byte[] part : parts) {
      total += Short.BYTES + part.length;
    }
    if (total > MOST) {
      throw new IllegalArgumentException("an encryption context has at most 64 KiB");
    }
    ByteBuffer bytes = ByteBuffer.allocate(total).putShort((short) context.size());
    parts.forEach(part -> bytes.putShort((short) part.length).put(part));
    return bytes.array();
  }
}
