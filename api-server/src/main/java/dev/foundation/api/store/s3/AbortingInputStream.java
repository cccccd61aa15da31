// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;

/**
 * A response body that is cut off when closed before its end: closing it the plain way would first
 * read all that is left, so that the connection can be used again.
 */
final class AbortingInputStream extends FilterInputStream {

  private final ResponseInputStream<?> response;
  private boolean ended;

  AbortingInputStream(ResponseInputStream<?> response) {
    super(response);
    this.response = response;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    ended |= value < 0;
    return value;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    ended |= count < 0;
    return count;
  }

  @Override
  public void close() throws IOException {
    if (ended) {
      super.close();
    } else {
      response.abort();
    }
  }
}
