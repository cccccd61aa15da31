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
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who keeps the server waiting is cut off, and whom the server keeps waiting is not. */
class SlowClientsTest {

  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Pace PATIENT = Pace.within(LONG);
  private static final int A_BYTE_NOW_AND_THEN_MILLISECONDS = 50;
  private static final StreamingOperation NOTHING = (call, body) -> Answer.json(200, Map.of());
  private static final StreamingOperation TAKES_ALL =
      (call, body) -> {
        body.transferTo(OutputStream.nullOutputStream());
        return Answer.empty(204);
      };
  private static final String DOCUMENTS = ACME + "/collections/grants/documents";
  private static final String CONTENT = ACME + "/files/f-1/content";

  /** More than the buffers of a connection hold. */
  private static final byte[] LARGE = new byte[64 << 20];

  @Test
  void cutsOffWhoSendsAJsonBodyTooSlowlyAndGivesItsTurnToTheNext() throws Exception {
    try (TestServer server = server(Pace.within(SHORT), PATIENT, LONG, Map.of());
        Socket slow =
            RawRequest.open(
                server, "POST", DOCUMENTS, "Content-Type: application/json", "Content-Length: 9")) {
      slow.getOutputStream().write('{');
      assertThat(slow.getInputStream().readAllBytes()).isEmpty();
      assertThat(next(server).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void cutsOffWhoReadsAJsonAnswerTooSlowlyAndGivesItsTurnToTheNext() throws Exception {
    StreamingOperation large = (call, body) -> Answer.json(200, LARGE);
    try (TestServer server =
            server(Pace.within(SHORT), PATIENT, LONG, Map.of("listDocuments", large));
        Socket slow = RawRequest.open(server, "GET", DOCUMENTS)) {
      assertThat(slow.getInputStream().read()).isEqualTo('H');
      assertThat(next(server).statusCode()).isEqualTo(200);
      assertThat(slow.getInputStream().readAllBytes()).hasSizeLessThan(LARGE.length);
    }
  }

  /** A byte every while wins back less than the while. */
  @Test
  void cutsOffWhoSendsAFileByteByByte() throws Exception {
    try (TestServer server =
            server(PATIENT, new Pace(SHORT, 1024), LONG, Map.of("putFile", TAKES_ALL));
        Socket slow = RawRequest.open(server, "PUT", CONTENT, "Content-Length: 1000000")) {
      untilCutOff(slow, 'x');
      assertThat(next(server).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void cutsOffWhoStopsReadingAFile() throws Exception {
    StreamingOperation large =
        (call, body) -> Answer.stream(200, Map.of(), out -> out.write(LARGE));
    try (TestServer server =
            server(PATIENT, new Pace(SHORT, 1024), LONG, Map.of("getFile", large));
        Socket slow = RawRequest.open(server, "GET", CONTENT)) {
      assertThat(slow.getInputStream().read()).isEqualTo('H');
      assertThat(next(server).statusCode()).isEqualTo(200);
      assertThat(slow.getInputStream().readAllBytes()).hasSizeLessThan(LARGE.length);
    }
  }

  @Test
  void closesAConnectionOnWhichNoRequestBeginsHoweverItsHeadTrickles() throws Exception {
    try (TestServer server = server(PATIENT, PATIENT, SHORT, Map.of());
        Socket silent = RawRequest.connect(server);
        Socket trickling = RawRequest.connect(server)) {
      trickling.getOutputStream().write("GET /".getBytes(StandardCharsets.US_ASCII));
      untilCutOff(trickling, 'x');
      assertThat(silent.getInputStream().read()).isNegative();
    }
  }

  /** While others come to their end that were opened later; then it comes to its own. */
  @Test
  void closesNoConnectionWhoseRequestIsServed() throws Exception {
    HeldOperation held = new HeldOperation(1, Answer.json(200, Map.of()));
    try (TestServer server = server(PATIENT, PATIENT, SHORT, Map.of("listDocuments", held));
        Socket served = RawRequest.open(server, "GET", DOCUMENTS)) {
      held.untilBegun();
      for (int times = 0; times < 2; times++) {
        try (Socket other = RawRequest.connect(server)) {
          assertThat(other.getInputStream().read()).isNegative();
        }
      }
      held.release();
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(served.getInputStream(), StandardCharsets.US_ASCII));
      assertThat(answer.readLine()).isEqualTo("HTTP/1.1 200 OK");
      assertThat(answer.lines()).as("until it is closed, as nobody uses it").contains("{}");
    }
  }

  /**
   * One request of the workspace at a time, so that the next tells whether a turn was given back.
   */
  private static TestServer server(
      Pace json, Pace stream, Duration idle, Map<String, StreamingOperation> operations)
      throws Exception {
    Map<String, StreamingOperation> all = new HashMap<>(operations);
    all.put("getIndexes", NOTHING);
    return new TestServer(new Limits(1, 2, LONG, json, stream, idle), all);
  }

  private static HttpResponse<String> next(TestServer server) throws Exception {
    String path = ACME + "/collections/grants/indexes";
    return server.send(server.authorized(path, ADMIN).timeout(Duration.ofSeconds(20)));
  }

  /** Sends one byte now and then until the server has closed the connection. */
  private static void untilCutOff(Socket socket, int one) throws IOException {
    socket.setSoTimeout(A_BYTE_NOW_AND_THEN_MILLISECONDS);
    long late = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() < late) {
      try {
        socket.getOutputStream().write(one);
        if (socket.getInputStream().read() < 0) {
          return;
        }
      } catch (SocketTimeoutException e) {
        // Nothing came, and nothing has ended yet.
      } catch (SocketException e) {
        return;
      }
    }
    throw new AssertionError("nobody cut it off");
  }
}
