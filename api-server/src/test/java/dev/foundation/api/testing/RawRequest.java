// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A request of an administrator whose client does with its connection as it pleases. */
public final class RawRequest {

  private RawRequest() {}

  /**
   * Sends the head alone.
   *
   * @param headers whole lines, without their ends
   */
  public static Socket open(TestServer server, String method, String path, String... headers)
      throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    String head =
        "%s %s HTTP/1.1\r\nHost: localhost\r\n%s\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(method, path, String.join("\r\n", headers), TestTokens.of(TestServer.ADMIN));
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
