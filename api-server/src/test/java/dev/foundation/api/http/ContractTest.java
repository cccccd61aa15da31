// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foundation.api.operation.Answer;
import dev.foundation.api.operation.Operations;
import dev.foundation.api.operation.StreamingOperation;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.testing.ContractAnswers;
import dev.foundation.api.testing.TestServer;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the server answers follows the contract as written. */
class ContractTest {

  private static final String ADMIN = "foundations.acme";
  private static final String DOCUMENTS = TestServer.ACME + "/collections/grants/documents";
  private static final JsonObject CONTRACT = ApiContract.written();
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    Map<String, StreamingOperation> operations =
        Map.of(
            "createDocument", (call, body) -> Answer.json(201, call.json()),
            "getDocument",
                (call, body) -> {
                  throw new IllegalStateException("PATIENT-" + call.path("id"));
                },
            "listDocuments",
                (call, body) -> Answer.json(200, Map.of("limit", call.query("limit", 50))),
            "putFile",
                (call, body) ->
                    Answer.json(
                        201,
                        Map.of("size", body.transferTo(java.io.OutputStream.nullOutputStream()))));
    server = new TestServer(operations);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void refusesToStartWithAnOperationUnbound() {
    assertThat(TestServer.operationIds()).hasSize(39).doesNotHaveDuplicates();
    assertThatThrownBy(() ->
            new TestServer(TestServer.PLAIN, TestServer.onlyAcme(), tenants -> new Operations()))
        .hasMessageContaining("createDocument");
  }

  @Test
  void everyErrorInTheContractIsAProblem() {
    for (Map.Entry<String, Object> path : CONTRACT.getJsonObject("paths")) {
      for (Map.Entry<String, Object> operation : (JsonObject) path.getValue()) {
        ((JsonObject) operation.getValue())
            .getJsonObject("responses")
            .forEach(answer -> {
              if (answer.getKey().compareTo("4") >= 0) {
                assertThat(((JsonObject) answer.getValue()).getString("$ref"))
                    .isEqualTo("#/components/responses/Problem" + answer.getKey());
              }
            });
      }
    }
  }

  @Test
  void listsAndShowsTheCallersWorkspaces() throws Exception {
    HttpResponse<String> list =
        server.send(server.authorized("/v1/workspaces", ADMIN, "foundations.gone"));
    assertThat(list.statusCode()).isEqualTo(200);
    valid("WorkspacePage", list.body());
    assertThat(new JsonObject(list.body()).getJsonArray("items")).hasSize(1);

    HttpResponse<String> one =
        server.send(server.authorized(TestServer.ACME, "foundations.acme.viewers"));
    valid("Workspace", one.body());
    assertThat(new JsonObject(one.body()).getJsonArray("permissions").encode())
        .isEqualTo("[\"documents:read\"]");
  }

  @Test
  void keepsEveryDigitOfADocument() throws Exception {
    HttpResponse<String> created =
        server.send(post("{\"amount\":12500.00,\"big\":12345678901234567890123}"));
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.body()).isEqualTo("{\"amount\":12500.00,\"big\":12345678901234567890123}");
  }

  @Test
  void passesParametersAndTheirDefaults() throws Exception {
    assertThat(server.send(server.authorized(DOCUMENTS + "?limit=7", ADMIN)).body()).contains("7");
    assertThat(server.send(server.authorized(DOCUMENTS, ADMIN)).body()).contains("50");
  }

  @Test
  void answersWithRequestIdAndTheCallersTrace() throws Exception {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    HttpResponse<String> answer =
        server.send(
            server
                .authorized(TestServer.ACME, ADMIN)
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"));
    assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
    assertThat(answer.headers().firstValue("traceparent").orElse(""))
        .startsWith("00-" + trace + "-")
        .endsWith("-01");
  }

  @Test
  void refusesWhoHasNoTokenBeforeAnythingElse() throws Exception {
    HttpResponse<String> answer = server.send(server.request("/v1/workspaces"));
    problem(answer, ProblemType.UNAUTHENTICATED);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
  }

  @Test
  void hidesAWorkspaceFromOthersEvenWhenTheRequestIsInvalid() throws Exception {
    problem(
        server.send(server.authorized(DOCUMENTS + "?limit=0", "foundations.globex")),
        ProblemType.WORKSPACE_NOT_FOUND);
    problem(
        server.send(server.authorized("/v1/workspaces/foundations.gone", "foundations.gone")),
        ProblemType.WORKSPACE_NOT_FOUND);
  }

  @Test
  void refusesAMissingPermission() throws Exception {
    problem(
        server.send(
            server
                .authorized(DOCUMENTS, "foundations.acme.viewers")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))),
        ProblemType.PERMISSION_DENIED);
  }

  @Test
  void namesTheInvalidParameterAndNotItsValue() throws Exception {
    HttpResponse<String> answer =
        server.send(server.authorized(DOCUMENTS + "?limit=secret", ADMIN));
    problem(answer, ProblemType.INVALID_REQUEST);
    assertThat(answer.body()).contains("limit").doesNotContain("secret");
    problem(
        server.send(server.authorized(DOCUMENTS + "?limit=201", ADMIN)),
        ProblemType.INVALID_REQUEST);
    problem(
        server.send(server.authorized(DOCUMENTS + "?order=up", ADMIN)),
        ProblemType.INVALID_REQUEST);
    problem(
        server.send(server.authorized(TestServer.ACME + "/collections/a%20b/documents", ADMIN)),
        ProblemType.INVALID_REQUEST);
  }

  @Test
  void refusesBodiesThatAreNoJsonObject() throws Exception {
    for (String body :
        new String[] {"", "{\"secret\":", "[]", "7", "{\"secret\":1,\"secret\":2}", "{} {}"}) {
      HttpResponse<String> answer = server.send(post(body));
      problem(answer, ProblemType.INVALID_REQUEST);
      assertThat(answer.body()).doesNotContain("secret");
    }
    problem(
        server.send(
            server
                .authorized(DOCUMENTS, ADMIN)
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}"))),
        ProblemType.UNSUPPORTED_MEDIA_TYPE);
  }

  @Test
  void refusesAJsonBodyOverTheLimitAndTakesOneAtTheLimit() throws Exception {
    String largest = "{\"a\":\"" + "x".repeat(350 * 1024 - 8) + "\"}";
    assertThat(server.send(post(largest)).statusCode()).isEqualTo(201);
    HttpResponse<String> answer = server.send(post(largest + " "));
    problem(answer, ProblemType.PAYLOAD_TOO_LARGE);
    assertThat(answer.body()).contains("358400");
  }

  @Test
  void answersUnknownRoutesAndMethodsWithProblems() throws Exception {
    problem(server.send(server.authorized("/v1/secret", ADMIN)), ProblemType.ROUTE_NOT_FOUND);
    problem(
        server.send(server.authorized("/v1/workspaces", ADMIN).DELETE()),
        ProblemType.METHOD_NOT_ALLOWED);
  }

  @Test
  void tellsNothingOfAFailureButTheRequestId() throws Exception {
    HttpResponse<String> answer = server.send(server.authorized(DOCUMENTS + "/jane", ADMIN));
    problem(answer, ProblemType.INTERNAL_ERROR);
    assertThat(answer.body())
        .doesNotContain("PATIENT")
        .doesNotContain("jane")
        .doesNotContain("detail");
    assertThat(answer.body()).contains(answer.headers().firstValue("X-Request-Id").orElseThrow());
  }

  @Test
  void measuresByRouteTemplate() throws Exception {
    server.send(server.authorized(DOCUMENTS + "?limit=7", ADMIN));
    server.send(server.authorized("/v1/jane", ADMIN));
    org.awaitility.Awaitility.await()
        .untilAsserted(() ->
            assertThat(server.meters().find("http.server.requests").timers())
                .extracting(timer -> timer.getId().getTag("route"))
                .contains("/v1/workspaces/{ws}/collections/{collection}/documents", "unmatched")
                .noneMatch(route -> String.valueOf(route).contains("jane")));
  }

  private static HttpRequest.Builder post(String body) {
    return server
        .authorized(DOCUMENTS, ADMIN)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8));
  }

  private static void problem(HttpResponse<String> answer, ProblemType type) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(type.status());
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    valid("Problem", answer.body());
    assertThat(new JsonObject(answer.body()).getString("type")).isEqualTo(type.uri());
    assertThat(new JsonObject(answer.body()).getInteger("status")).isEqualTo(type.status());
  }

  private static void valid(String schema, String body) {
    ContractAnswers.valid(new JsonObject().put("$ref", "#/components/schemas/" + schema), body);
  }
}
