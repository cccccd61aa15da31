// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.EntityTemplate;

/** Bodies that pass through in one buffer's memory, whatever their length. */
final class Streams {

  private Streams() {}

  /**
   * The same bytes, of the same length or chunked as they came; headers are the caller's to copy.
   */
  static HttpEntity relayed(HttpEntity source) {
    return relayed(source, Long.MAX_VALUE);
  }

  /** The same, but the connection is reset once so many bytes are through. */
  static HttpEntity relayed(HttpEntity source, long mostBytes) {
    return new EntityTemplate(
        source.getContentLength(), null, null, out -> copy(source.getContent(), out, mostBytes));
  }

  /** Declares a length and has no bytes: for answers to HEAD. */
  static HttpEntity ofLength(long length) {
    return new EntityTemplate(length, null, null, out -> {});
  }

  private static void copy(InputStream in, OutputStream out, long mostBytes) throws IOException {
    byte[] buffer = new byte[AwsProxy.BUFFER_SIZE];
    long left = mostBytes;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      out.write(buffer, 0, (int) Math.min(read, left));
      left -= Math.min(read, left);
      if (left == 0) {
        out.flush();
        throw new AwsProxy.ConnectionReset();
      }
    }
  }
}
