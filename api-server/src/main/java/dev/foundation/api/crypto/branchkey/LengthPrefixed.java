// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto.branchkey;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Joins texts so that no two lists of texts give the same bytes. */
final class LengthPrefixed {

  private LengthPrefixed() {}

  /** Each part as UTF-8 after its length in bytes, 4 bytes big-endian. */
  static byte[] join(String... parts) {
    List<byte[]> encoded = Arrays.stream(parts).map(part -> part.getBytes(UTF_8)).toList();
    int total = encoded.stream().mapToInt(bytes -> Integer.BYTES + bytes.length).sum();
    ByteBuffer joined = ByteBuffer.allocate(total);
    encoded.forEach(bytes -> joined.putInt(bytes.length).put(bytes));
    return joined.array();
  }
}
