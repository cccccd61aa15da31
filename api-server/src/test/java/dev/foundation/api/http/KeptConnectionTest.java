// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.operation.Answer;
import dev.foundation.api.testing.TestServer;
import dev.foundation.api.testing.TestTokens;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A connection is cut for what its client still sends, never for a request that has ended. */
class KeptConnectionTest {

  private static final Duration LONGER_THAN_ANYBODY_LINGERS = Duration.ofSeconds(3);

  @Test
  void outlivesItsRequests() throws Exception {
    byte[] request =
        """
        GET /v1/workspaces HTTP/1.1
        Host: localhost
        Authorization: Bearer %s

        """
            .formatted(TestTokens.of("foundations.acme"))
            .replace("\n", "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    try (TestServer server =
            new TestServer(Map.of("listWorkspaces", (call, body) -> Answer.empty(204)));
        Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port());
        BufferedReader answers =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
      long end = System.nanoTime() + LONGER_THAN_ANYBODY_LINGERS.toNanos();
      while (System.nanoTime() < end) {
        client.getOutputStream().write(request);
        assertThat(answers.readLine()).isEqualTo("HTTP/1.1 204 No Content");
        assertThat(answers.lines().takeWhile(line -> !line.isEmpty())).isNotEmpty();
      }
    }
  }
}
