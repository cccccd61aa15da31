// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.foundation.api.audit.chain.AuditEvent;
import dev.foundation.api.audit.storage.Anchor;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.operation.StreamingOperation;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.HeldOperation;
import dev.foundation.api.testing.ProductionLog;
import dev.foundation.api.testing.Tenants;
import dev.foundation.api.testing.TestServer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every operation of the contract on a workspace's data leaves its event, whatever it comes to. */
class AuditTest {

  private static final String DOCUMENT = TestServer.ACME + "/collections/grants/documents/1";
  private static final String BATCH =
      "{\"operations\":[{\"op\":\"restore\",\"collection\":\"grants\",\"id\":\"1\"}]}";
  private static final Tenant ACME = Tenants.admin("acme-7k2");
  private static final Set<String> CALLED = ConcurrentHashMap.newKeySet();

  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    Map<String, StreamingOperation> all = new LinkedHashMap<>();
    for (String id : TestServer.operationIds()) {
      all.put(
          id,
          (call, body) -> {
            CALLED.add(id);
            return Answer.empty(204);
          });
    }
    all.put(
        "createDocument",
        (call, body) -> Answer.empty(204).with("Location", DOCUMENT.replace("/1", "/new")));
    all.put(
        "deleteDocument",
        (call, body) -> {
          throw new ProblemException(ProblemType.PRECONDITION_FAILED, "not this version");
        });
    all.put(
        "patchDocument",
        (call, body) -> {
          throw new IllegalStateException("broken");
        });
    server = new TestServer(all);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** A request that the contract lets pass, to the operation at this path. */
  private static HttpResponse<String> call(String path, String method, JsonObject operation)
      throws Exception {
    String url = path.replace("{ws}", "foundations.acme").replaceAll("\\{(\\w+)}", "1");
    var request = server.authorized(url, TestServer.ADMIN);
    JsonObject body = operation.getJsonObject("requestBody");
    if (body == null || operation.getBoolean("x-streaming", false)) {
      return server.send(request.method(method, BodyPublishers.noBody()));
    }
    var content = body.getJsonObject("content").iterator().next();
    JsonObject schema = ((JsonObject) content.getValue()).getJsonObject("schema");
    return server.send(
        request
            .header("Content-Type", content.getKey())
            .method(method, BodyPublishers.ofString(example(schema))));
  }

  private static String example(JsonObject schema) {
    String name = schema.getString("$ref").substring("#/components/schemas/".length());
    return ApiContract.written()
        .getJsonObject("components")
        .getJsonObject("schemas")
        .getJsonObject(name)
        .getJsonObject("example")
        .encode();
  }

  @Test
  void everyOperationOnDataLeavesExactlyItsEvent() throws Exception {
    for (var path : ApiContract.written().getJsonObject("paths")) {
      for (var entry : (JsonObject) path.getValue()) {
        JsonObject operation = (JsonObject) entry.getValue();
        String id = operation.getString("operationId");
        int before = server.audit().events(ACME).size();
        HttpResponse<String> answer =
            call(path.getKey(), entry.getKey().toUpperCase(java.util.Locale.ROOT), operation);
        List<AuditEvent> events = server.audit().events(ACME);
        if ("none".equals(operation.getString("x-permission"))) {
          assertThat(events).as(id).hasSize(before);
          continue;
        }
        assertThat(events).as(id + " " + answer.body()).hasSize(before + 1);
        AuditEvent event = events.getLast();
        assertThat(event.operation()).isEqualTo(id);
        assertThat(event.status()).isEqualTo(answer.statusCode());
        assertThat(event.actor()).isEqualTo("sub-1");
        assertThat(event.requestId())
            .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
        long parameters = path.getKey().chars().filter(c -> c == '{').count() - 1;
        assertThat(event.objects()).as(id).hasSizeGreaterThanOrEqualTo((int) parameters);
      }
    }
    assertThat(server.audit().events(ACME)).extracting(AuditEvent::status).contains(204, 412, 500);
  }

  @Test
  void namesWhatWasAccessedByHashesAlike() throws Exception {
    server.send(server.authorized(DOCUMENT, TestServer.ADMIN));
    List<String> document = server.audit().events(ACME).getLast().objects();
    server.send(server.authorized(DOCUMENT + "/versions", TestServer.ADMIN));
    assertThat(server.audit().events(ACME).getLast().objects()).isEqualTo(document).hasSize(2);
    assertThat(document).noneMatch(name -> name.contains("grants"));
    server.send(
        server
            .authorized(DOCUMENT.replace("/1", ""), TestServer.ADMIN)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}")));
    List<String> created = server.audit().events(ACME).getLast().objects();
    assertThat(created).hasSize(2).startsWith(document.getFirst()).doesNotContain(document.get(1));
  }

  @Test
  void namesWhatAnOperationSaysThatItAccessed() throws Exception {
    server.send(server.authorized(DOCUMENT, TestServer.ADMIN));
    List<String> document = server.audit().events(ACME).getLast().objects();
    AtomicBoolean fails = new AtomicBoolean();
    StreamingOperation batch =
        (call, body) -> {
          call.accesses(DOCUMENT);
          if (fails.get()) {
            throw new ProblemException(ProblemType.CONFLICT, "not now");
          }
          return Answer.empty(204);
        };
    try (TestServer batching = new TestServer(Map.of("batchDocuments", batch))) {
      for (boolean failing : new boolean[] {false, true}) {
        fails.set(failing);
        batching.send(
            batching
                .authorized(TestServer.ACME + "/batches", TestServer.ADMIN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(BATCH)));
        AuditEvent event = batching.audit().events(ACME).getLast();
        assertThat(event.status()).isEqualTo(failing ? 409 : 204);
        assertThat(event.objects()).isEqualTo(document);
      }
    }
  }

  @Test
  void aStopWaitsForTheEventsOfWhatIsUnderWay() throws Exception {
    HeldOperation slow = new HeldOperation(1, Answer.empty(204));
    try (TestServer stopping = new TestServer(Map.of("getDocument", slow))) {
      var answer =
          stopping
              .client()
              .sendAsync(
                  stopping.authorized(DOCUMENT, TestServer.ADMIN).build(),
                  HttpResponse.BodyHandlers.ofString());
      slow.untilBegun();
      Future<Void> stopped = stopping.stop();
      await().during(Duration.ofMillis(500)).until(() -> !stopped.isComplete());
      slow.release();
      stopped.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);

      assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
      assertThat(stopping.audit().events(ACME))
          .extracting(AuditEvent::operation)
          .containsExactly("getDocument");
      stopping.audit().trail.anchor();
      LocalDate today = LocalDate.now(ZoneOffset.UTC);
      assertThat(stopping.audit().anchors.ofDay(ACME, today))
          .extracting(Anchor::index)
          .containsExactly(1L);
    }
  }

  @Test
  void refusalsLeaveNoEventAndAreInTheSecurityLog() throws Exception {
    int before = server.audit().events(ACME).size();
    String log;
    try (ProductionLog printed = ProductionLog.capture()) {
      server.send(server.authorized(DOCUMENT, "foundations.globex"));
      server.send(
          server.authorized(DOCUMENT, "foundations.acme.viewers").DELETE().header("If-Match", "*"));
      server.send(server.authorized(DOCUMENT + "/versions?limit=0", TestServer.ADMIN));
      log = printed.text();
    }
    assertThat(server.audit().events(ACME)).hasSize(before);
    List<JsonObject> lines =
        log.lines()
            .map(JsonObject::new)
            .filter(line -> "refused".equals(line.getString("message")))
            .toList();
    assertThat(lines)
        .extracting(line -> line.getString("problem"))
        .containsExactly("workspace-not-found", "permission-denied", "invalid-request");
    assertThat(lines)
        .allSatisfy(line -> {
          assertThat(line.getString("sub")).isEqualTo("sub-1");
          assertThat(line.getString("requestId")).isNotBlank();
          assertThat(line.getString("operation")).isNotBlank();
        });
    assertThat(log).doesNotContain("grants");
  }

  @Test
  void nothingIsAccessedWhereNoEventCanBeStored() throws Exception {
    try (TestServer refusing =
        new TestServer(
            Map.of(
                "getDocument",
                (call, body) -> {
                  CALLED.add("while-away");
                  return Answer.empty(204);
                }))) {
      refusing.audit().store.away(true);
      HttpResponse<String> answer = refusing.send(refusing.authorized(DOCUMENT, TestServer.ADMIN));
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("problems/unavailable");
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(CALLED).doesNotContain("while-away");
      refusing.audit().store.away(false);
      assertThat(refusing.send(refusing.authorized(DOCUMENT, TestServer.ADMIN)).statusCode())
          .isEqualTo(204);
    }
  }

  @Test
  void nothingIsAnsweredWhoseEventCouldNotBeStored() throws Exception {
    TestServer[] holder = new TestServer[1];
    StreamingOperation failing =
        (call, body) -> {
          holder[0].audit().store.away(true);
          return Answer.json(200, Map.of("secret", "secret"));
        };
    try (TestServer refusing = new TestServer(Map.of("getDocument", failing))) {
      holder[0] = refusing;
      HttpResponse<String> answer = refusing.send(refusing.authorized(DOCUMENT, TestServer.ADMIN));
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).doesNotContain("secret");
    }
  }

  @Test
  void aDownloadsEventIsStoredBeforeItsFirstByte() throws Exception {
    TestServer[] holder = new TestServer[1];
    StreamingOperation download =
        (call, body) ->
            Answer.stream(
                200,
                Map.of("Content-Type", "text/plain"),
                out -> out.write(('0' + holder[0].audit().events(ACME).size())));
    try (TestServer streaming = new TestServer(Map.of("getFile", download))) {
      holder[0] = streaming;
      String file = TestServer.ACME + "/files/1/content";
      assertThat(streaming.send(streaming.authorized(file, TestServer.ADMIN)).body())
          .isEqualTo("1");
    }
  }
}
