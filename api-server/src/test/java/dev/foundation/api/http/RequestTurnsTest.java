// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http;

import static dev.foundation.api.testing.TestServer.ACME;
import static dev.foundation.api.testing.TestServer.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.http.ApiVerticle.Limits;
import dev.foundation.api.http.body.Pace;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.operation.StreamingOperation;
import dev.foundation.api.testing.HeldOperation;
import dev.foundation.api.testing.RawRequest;
import dev.foundation.api.testing.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A workspace's requests take turns, and what waits for one holds no body in memory. */
class RequestTurnsTest {

  private static final Duration SHORT = Duration.ofMillis(300);
  private static final StreamingOperation NOTHING = (call, body) -> Answer.json(200, Map.of());
  private static final String DOCUMENTS = ACME + "/collections/grants/documents";

  @Test
  void asksForABodyOnlyOnceItIsTheRequestsTurn() throws Exception {
    try (TestServer server = oneAtATime();
        Socket first = post(server, "Expect: 100-continue")) {
      assertThat(line(first)).isEqualTo("HTTP/1.1 100 Continue");
      try (Socket second = post(server, "Expect: 100-continue")) {
        assertThat(line(second)).isEqualTo("HTTP/1.1 429 Too Many Requests");
      }
    }
  }

  @Test
  void lessThanAMemberWaitsForNoTurn() throws Exception {
    try (TestServer server = oneAtATime();
        Socket first = post(server, "Expect: 100-continue")) {
      assertThat(line(first)).isEqualTo("HTTP/1.1 100 Continue");
      assertThat(server.send(server.request(DOCUMENTS)).statusCode()).isEqualTo(401);
      assertThat(get(server, "foundations.globex").statusCode()).isEqualTo(404);
      assertThat(get(server, ADMIN).statusCode()).isEqualTo(429);
    }
  }

  /** One of a workspace's three, where two of all may hold many documents. */
  @Test
  void servesFewAtATimeThatHoldManyDocumentsAndTheOthersBesides() throws Exception {
    HeldOperation listing = new HeldOperation(1, Answer.json(200, Map.of()));
    try (TestServer server =
            new TestServer(limits(3), Map.of("listDocuments", listing, "getIndexes", NOTHING));
        Socket first = RawRequest.open(server, "GET", DOCUMENTS)) {
      listing.untilBegun();
      assertThat(get(server, ADMIN).statusCode()).isEqualTo(429);
      assertThat(indexes(server).statusCode()).isEqualTo(200);
      listing.release();
      assertThat(line(first)).isEqualTo("HTTP/1.1 200 OK");
    }
  }

  private static TestServer oneAtATime() throws Exception {
    return new TestServer(limits(1), Map.of("listDocuments", NOTHING));
  }

  private static Limits limits(int atATime) {
    Pace pace = Limits.USUAL.json();
    return new Limits(atATime, 2, SHORT, pace, pace, Limits.USUAL.idle());
  }

  private static HttpResponse<String> indexes(TestServer server) throws Exception {
    String path = ACME + "/collections/grants/indexes";
    return server.send(server.authorized(path, ADMIN).timeout(Duration.ofSeconds(20)));
  }

  private static HttpResponse<String> get(TestServer server, String group) throws Exception {
    return server.send(server.authorized(DOCUMENTS, group).timeout(Duration.ofSeconds(20)));
  }

  /** The head of a request whose body is to come. */
  private static Socket post(TestServer server, String... headers) throws IOException {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Content-Type: application/json", "Content-Length: 100"));
    return RawRequest.open(server, "POST", DOCUMENTS, all.toArray(String[]::new));
  }

  private static String line(Socket socket) throws IOException {
    return new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
        .readLine();
  }
}
