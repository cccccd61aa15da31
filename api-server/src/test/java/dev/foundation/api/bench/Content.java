// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.bench;

import java.io.InputStream;
import java.util.Random;

/** So many bytes as they come from a socket, the same every time. */
final class Content extends InputStream {

  private static final byte[] PATTERN = new byte[(8 << 20) - 3];

  static {
    new Random(1).nextBytes(PATTERN);
  }

  private final long size;
  private long position;

  Content(long size) {
    this.size = size;
  }

  @Override
  public int read() {
    return position == size ? -1 : PATTERN[(int) (position++ % PATTERN.length)] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (position == size) {
      return -1;
    }
    int from = (int) (position % PATTERN.length);
    int count = (int) Math.min(Math.min(length, size - position), PATTERN.length - from);
    System.arraycopy(PATTERN, from, target, offset, count);
    position += count;
    return count;
  }
}
