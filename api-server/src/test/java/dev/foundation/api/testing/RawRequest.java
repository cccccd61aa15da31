// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A request of an administrator whose client does with its connection as it pleases. */
public final class RawRequest {

  private static final int PATIENCE_MILLISECONDS = 20_000;

  private RawRequest() {}

  /** A connection on which nothing was sent; what does not come within 20 s fails the test. */
  public static Socket connect(TestServer server) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(PATIENCE_MILLISECONDS);
    return socket;
  }

  /**
   * Sends the head alone.
   *
   * @param headers whole lines, without their ends
   */
  public static Socket open(TestServer server, String method, String path, String... headers)
      throws IOException {
    Socket socket = connect(server);
    List<String> lines = new ArrayList<>(List.of(headers));
    lines.addFirst("%s %s HTTP/1.1".formatted(method, path));
    lines.add("Host: localhost");
    lines.add("Authorization: Bearer " + TestTokens.of(TestServer.ADMIN));
    String head = String.join("\r\n", lines) + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
