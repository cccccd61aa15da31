// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http;

import static dev.foundation.api.testing.TestServer.ACME;
import static dev.foundation.api.testing.TestServer.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.operation.Answer;
import dev.foundation.api.tenant.Workspaces;
import dev.foundation.api.testing.TestServer;
import dev.foundation.api.testing.TestTokens;
import dev.foundation.crds.FoundationWorkspace;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client may send at most: requests, request lines, headers. */
class RequestLimitsTest {

  private static final String DOCUMENTS = ACME + "/collections/grants/documents";

  private final AtomicReference<FoundationWorkspace> acme =
      new AtomicReference<>(Workspaces.ready("foundations", "acme"));
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server =
        new TestServer(
            (namespace, name) -> "acme".equals(name) ? Optional.of(acme.get()) : Optional.empty(),
            Map.of(
                "listDocuments", (call, body) -> Answer.json(200, Map.of()),
                "getDocument",
                    (call, body) ->
                        Answer.json(200, Map.of("tags", call.header("If-None-Match").orElse("")))));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void tellsTheRateWithEveryAnswerOfAWorkspace() throws Exception {
    HttpResponse<String> answer = server.send(server.authorized(DOCUMENTS, ADMIN));
    assertThat(header(answer, "RateLimit-Policy")).isEqualTo("\"workspace\";q=400;w=2");
    assertThat(header(answer, "RateLimit")).startsWith("\"workspace\";r=399;t=1");
    HttpResponse<String> refused = server.send(server.authorized(DOCUMENTS + "?limit=0", ADMIN));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(header(refused, "RateLimit")).startsWith("\"workspace\";r=");
  }

  @Test
  void refusesRequestsOverTheRateUntilTheWorkspaceAllowsMore() throws Exception {
    acme.set(Workspaces.limited(Workspaces.ready("foundations", "acme"), 1, 1));
    assertThat(server.send(server.authorized(ACME, ADMIN)).statusCode()).isEqualTo(200);
    HttpResponse<String> refused = server.send(server.authorized(DOCUMENTS, ADMIN));
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).contains("/problems/too-many-requests");
    assertThat(header(refused, "Retry-After")).isEqualTo("1");
    assertThat(header(refused, "RateLimit")).startsWith("\"workspace\";r=0;t=");
    assertThat(server.send(server.authorized("/v1/workspaces", ADMIN)).statusCode()).isEqualTo(200);

    acme.set(Workspaces.limited(Workspaces.ready("foundations", "acme"), 1000, 1000));
    assertThat(server.send(server.authorized(DOCUMENTS, ADMIN)).statusCode()).isEqualTo(429);
    server.pass(Duration.ofMillis(1));
    assertThat(server.send(server.authorized(DOCUMENTS, ADMIN)).statusCode()).isEqualTo(200);
  }

  @Test
  void holdsARefusalForAMoment() throws Exception {
    acme.set(Workspaces.limited(Workspaces.ready("foundations", "acme"), 1, 1));
    assertThat(server.send(server.authorized(ACME, ADMIN)).statusCode()).isEqualTo(200);
    long begun = System.nanoTime();
    assertThat(server.send(server.authorized(ACME, ADMIN)).statusCode()).isEqualTo(429);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(250));
  }

  @Test
  void countsRefusedRequestsOfMembersButNothingOfOthers() throws Exception {
    acme.set(Workspaces.limited(Workspaces.ready("foundations", "acme"), 1, 3));
    for (int i = 0; i < 10; i++) {
      assertThat(server.send(server.authorized(ACME, "foundations.globex")).statusCode())
          .isEqualTo(404);
    }
    assertThat(header(server.send(server.authorized(ACME, ADMIN)), "RateLimit")).contains("r=2;");
    String forbidden = DOCUMENTS + "/1";
    assertThat(
            server
                .send(server.authorized(forbidden, "foundations.acme.viewers").DELETE())
                .statusCode())
        .isEqualTo(403);
    assertThat(header(server.send(server.authorized(ACME, ADMIN)), "RateLimit")).contains("r=0;");
  }

  @Test
  void refusesALongRequestLineWithAProblem() throws Exception {
    String longest = DOCUMENTS + "?cursor=" + "x".repeat(8 * 1024 - DOCUMENTS.length() - 64);
    assertThat(server.send(server.authorized(longest, ADMIN)).statusCode()).isEqualTo(400);
    String answer = server.sendRaw(get(DOCUMENTS + "?cursor=jane" + "x".repeat(8 * 1024), ""));
    assertThat(answer)
        .contains(" 414 ")
        .contains("/problems/uri-too-long", "8192", "X-Request-Id", "application/problem+json")
        .doesNotContain("jane");
  }

  @Test
  void refusesLargeHeadersWithAProblem() throws Exception {
    String fits = get(DOCUMENTS, "X-Large: " + "x".repeat(12 * 1024) + "\r\n");
    assertThat(server.sendRaw(fits)).startsWith("HTTP/1.1 200 ");
    String answer =
        server.sendRaw(get(DOCUMENTS, "X-Large: jane" + "x".repeat(16 * 1024) + "\r\n"));
    assertThat(answer)
        .contains(" 431 ")
        .contains("/problems/headers-too-large", "16384", "X-Request-Id", "Connection: close")
        .doesNotContain("jane");
  }

  @Test
  void refusesWhatIsNoHttpWithAProblem() throws Exception {
    assertThat(server.sendRaw("jane doe\r\n\r\n"))
        .contains(" 400 ")
        .contains("/problems/invalid-request")
        .doesNotContain("jane");
    Awaitility.await()
        .untilAsserted(() ->
            assertThat(server.meters().find("http.server.requests").tag("status", "400").timer())
                .isNotNull());
  }

  @Test
  void doesNotReadABodyThatTheOperationHasNot() throws Exception {
    HttpResponse<String> answer =
        server.send(
            server
                .authorized(DOCUMENTS, ADMIN)
                .method("GET", BodyPublishers.ofByteArray(new byte[400 * 1024])));
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void takesSeveralLinesOfOneHeaderAsOneList() throws Exception {
    HttpResponse<String> answer =
        server.send(
            server
                .authorized(DOCUMENTS + "/1", ADMIN)
                .header("If-None-Match", "\"a\"")
                .header("If-None-Match", "W/\"b\""));
    assertThat(answer.body()).isEqualTo("{\"tags\":\"\\\"a\\\", W/\\\"b\\\"\"}");
  }

  @Test
  void namesTheMethodsOfARoute() throws Exception {
    HttpResponse<String> answer =
        server.send(server.authorized(DOCUMENTS, ADMIN).method("DELETE", BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(header(answer, "Allow")).isEqualTo("GET, HEAD, POST");
  }

  @Test
  void takesAFixedSegmentForItselfWhereAParameterWouldDo() throws Exception {
    HttpResponse<String> answer = server.send(server.authorized(ACME + "/files/resolve", ADMIN));
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(header(answer, "Allow")).isEqualTo("POST");
  }

  private static String get(String target, String headers) {
    return "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%sAuthorization: Bearer %s\r\n\r\n"
        .formatted(target, headers, TestTokens.of(ADMIN));
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
