// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http;

import static dev.foundation.api.testing.TestServer.ACME;
import static dev.foundation.api.testing.TestServer.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.http.ApiVerticle.Limits;
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
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final StreamingOperation NOTHING = (call, body) -> Answer.json(200, Map.of());
  private static final String DOCUMENTS = ACME + "/collections/grants/documents";

  @Test
  void asksForABodyOnlyOnceItIsTheRequestsTurn() throws Exception {
    try (TestServer server = oneAtATime(SHORT, LONG);
        Socket first = post(server, "Expect: 100-continue")) {
      assertThat(line(first)).isEqualTo("HTTP/1.1 100 Continue");
      try (Socket second = post(server, "Expect: 100-continue")) {
        assertThat(line(second)).isEqualTo("HTTP/1.1 429 Too Many Requests");
      }
    }
  }

  @Test
  void lessThanAMemberWaitsForNoTurn() throws Exception {
    try (TestServer server = oneAtATime(SHORT, LONG);
        Socket first = post(server, "Expect: 100-continue")) {
      assertThat(line(first)).isEqualTo("HTTP/1.1 100 Continue");
      assertThat(server.send(server.request(DOCUMENTS)).statusCode()).isEqualTo(401);
      assertThat(get(server, "foundations.globex").statusCode()).isEqualTo(404);
      assertThat(get(server, ADMIN).statusCode()).isEqualTo(429);
    }
  }

  @Test
  void cutsOffWhoSendsABodyTooSlowlyAndGivesItsTurnToTheNext() throws Exception {
    try (TestServer server = oneAtATime(LONG, SHORT);
        Socket slow = post(server)) {
      slow.getOutputStream().write('{');
      assertThat(slow.getInputStream().readAllBytes()).isEmpty();

      assertThat(get(server, ADMIN).statusCode()).isEqualTo(200);
    }
  }

  /** One of a workspace's three, where two of all may hold many documents. */
  @Test
  void servesFewAtATimeThatHoldManyDocumentsAndTheOthersBesides() throws Exception {
    HeldOperation listing = new HeldOperation(1, Answer.json(200, Map.of()));
    try (TestServer server =
            new TestServer(
                new Limits(3, 2, SHORT, LONG),
                Map.of("listDocuments", listing, "getIndexes", NOTHING));
        Socket first = RawRequest.open(server, "GET", DOCUMENTS)) {
      listing.untilBegun();
      assertThat(get(server, ADMIN).statusCode()).isEqualTo(429);
      assertThat(indexes(server).statusCode()).isEqualTo(200);
      listing.release();
      assertThat(line(first)).isEqualTo("HTTP/1.1 200 OK");
    }
  }

  /** More than the buffers of a connection hold. */
  @Test
  void cutsOffWhoReadsAnAnswerTooSlowlyAndGivesItsTurnToTheNext() throws Exception {
    byte[] large = new byte[64 << 20];
    try (TestServer server =
            new TestServer(
                new Limits(1, 2, LONG, SHORT),
                Map.of(
                    "listDocuments",
                    (call, body) -> Answer.json(200, large),
                    "getIndexes",
                    NOTHING));
        Socket slow = RawRequest.open(server, "GET", DOCUMENTS)) {
      assertThat(slow.getInputStream().read()).isEqualTo('H');

      assertThat(indexes(server).statusCode()).isEqualTo(200);
      assertThat(slow.getInputStream().readAllBytes()).hasSizeLessThan(large.length);
    }
  }

  private static TestServer oneAtATime(Duration patience, Duration body) throws Exception {
    return new TestServer(new Limits(1, 2, patience, body), Map.of("listDocuments", NOTHING));
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
    Socket socket = RawRequest.open(server, "POST", DOCUMENTS, all.toArray(String[]::new));
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static String line(Socket socket) throws IOException {
    return new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
        .readLine();
  }
}
