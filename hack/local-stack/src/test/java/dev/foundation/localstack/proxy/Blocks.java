// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.proxy;

import java.io.InputStream;

/** So many bytes, made on the way. */
final class Blocks extends InputStream {
  static final byte[] BLOCK = new byte[64 * 1024];

  private long left;

  Blocks(long length) {
    left = length;
  }

  @Override
  public int read() {
    return left-- > 0 ? 1 : -1;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    if (left <= 0) {
      return -1;
    }
    int count = (int) Math.min(Math.min(left, length), BLOCK.length);
    System.arraycopy(BLOCK, 0, buffer, offset, count);
    left -= count;
    return count;
  }
}
