// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.testing.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DocsTest {

  private static final Pattern LOADED = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new TestServer(Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void everythingThatThePageLoadsIsHere() throws Exception {
    List<String> parts =
        LOADED
            .matcher(get("/docs").body())
            .results()
            .map((MatchResult found) -> "/" + found.group(1))
            .toList();
    assertThat(parts).hasSize(5);
    for (String part : parts) {
      HttpResponse<String> answer = get(part);
      assertThat(answer.statusCode()).as(part).isEqualTo(200);
      assertThat(answer.body()).as(part).isNotEmpty();
    }
  }

  @Test
  void theContractIsServedAsWritten() throws Exception {
    HttpResponse<String> answer = get("/docs/openapi.yaml");
    assertThat(header(answer, "Content-Type")).isEqualTo("application/yaml");
    assertThat(new YAMLMapper().readTree(answer.body()))
        .isEqualTo(new ObjectMapper().readTree(ApiContract.written().encode()));
  }

  @Test
  void everyProblemIsExplained() throws Exception {
    String page = get("/docs").body();
    for (ProblemType type : ProblemType.values()) {
      assertThat(page).contains(type.uri(), type.title());
    }
  }

  @Test
  void nothingFromElsewhereMayRun() throws Exception {
    HttpResponse<String> answer = get("/docs");
    assertThat(header(answer, "Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self';", "connect-src 'self'")
        .doesNotContain("unsafe-eval");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.body()).doesNotContain("//cdn", "http://");
  }

  @Test
  void whatTheBrowserHasIsNotSentAgain() throws Exception {
    String etag = header(get("/docs/swagger-ui-bundle.js"), "ETag");
    HttpResponse<String> again =
        server.send(server.request("/docs/swagger-ui-bundle.js").header("If-None-Match", etag));
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void headTellsTheLengthAndPostIsNoMethodOfIt() throws Exception {
    HttpResponse<String> head = server.send(server.request("/docs").HEAD());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(header(head, "Content-Length"))
        .isEqualTo(String.valueOf(get("/docs").body().length()));

    HttpResponse<String> post =
        server.send(server.request("/docs").POST(BodyPublishers.ofString("x")));
    assertThat(post.statusCode()).isEqualTo(405);
    assertThat(header(post, "Allow")).isEqualTo("GET, HEAD");
  }

  @Test
  void aSlashAtTheEndLeadsToThePageAndToNothingElse() throws Exception {
    HttpResponse<String> page = get("/docs/");
    assertThat(page.statusCode()).isEqualTo(308);
    assertThat(page.uri().resolve(header(page, "Location")).getPath()).isEqualTo("/docs");

    HttpResponse<String> part = get("/docs/page.js/");
    assertThat(part.statusCode()).isEqualTo(404);
    assertThat(header(part, "Content-Type")).isEqualTo("application/problem+json");
    assertThat(part.body()).contains("problems/route-not-found");
  }

  @Test
  void requestsOfThePageAreMeasuredUnderItsPath() throws Exception {
    get("/docs");
    assertThat(server.meters().find("http.server.requests").tag("route", "/docs").timers())
        .isNotEmpty();
    assertThat(
            server.meters().find("http.server.requests").timers().stream()
                .map(timer -> timer.getId().getTag("route"))
                .collect(Collectors.toSet()))
        .doesNotContain("unmatched");
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return server.send(server.request(path));
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }
}
