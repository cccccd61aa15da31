// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api;

import static dev.foundation.api.testing.TestServer.ACME;
import static dev.foundation.api.testing.TestServer.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.OperationSamples.Sample;
import dev.foundation.api.testing.ContractAnswers;
import dev.foundation.api.testing.FaultyClients.Fault;
import dev.foundation.api.testing.TestServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Every answer of every operation follows the contract, and every answer of the contract is given:
 * statuses, headers, bodies and problem types.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContractIT extends FileContract {

  private static final String GRANTS = ACME + "/collections/grants/documents";
  private static final Map<String, Sample> SAMPLES = OperationSamples.all();

  @BeforeAll
  static void start() throws Exception {
    api = new EmulatedApi();
    server = api.server;
    contract = new ContractAnswers();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void showedEveryAnswerAndEveryProblemOfTheContract() {
    contract.assertAllSeen();
  }

  @Test
  void refusesEveryOperationInTheSameWay() throws Exception {
    assertThat(SAMPLES.keySet()).containsExactlyInAnyOrderElementsOf(TestServer.operationIds());
    for (Map.Entry<String, Sample> entry : SAMPLES.entrySet()) {
      String id = entry.getKey();
      Sample sample = entry.getValue();
      problem(id, sample.in(server, "acme", ""), "unauthenticated");
      problem(id, sample.in(server, "acme", "?x=" + "x".repeat(9000)), "uri-too-long");
      HttpRequest.Builder large =
          sample.in(server, "acme", "").header("X-Large", "x".repeat(17000));
      problem(id, large, "headers-too-large");
      problem(id, sample.by(server, "broken", "foundations.broken"), "internal-error");
      if (sample.refusable()) {
        problem(id, sample.broken().by(server, "acme", ADMIN), "invalid-request");
      }
    }
  }

  @Test
  void refusesEveryOperationOfAWorkspaceInTheSameWay() throws Exception {
    for (Map.Entry<String, Sample> entry : SAMPLES.entrySet()) {
      String id = entry.getKey();
      Sample sample = entry.getValue();
      if (sample.path() == null) {
        continue;
      }
      problem(id, sample.by(server, "acme", "foundations.globex"), "workspace-not-found");
      HttpRequest.Builder limited = sample.by(server, "slow", "foundations.slow");
      server.send(limited);
      problem(id, limited, "too-many-requests");
      if (!"getWorkspace".equals(id)) {
        problem(id, sample.by(server, "acme", "foundations.acme.none"), "permission-denied");
        problem(id, sample.by(server, "suspended", "foundations.suspended"), "workspace-suspended");
        problem(id, sample.by(server, "new", "foundations.new"), "workspace-not-ready");
      }
    }
  }

  @Test
  void cannotVerifyAnybodyWhileThePoolIsAway() throws Exception {
    try (TestServer lonely =
        new TestServer(() -> {
          throw new IOException("away");
        })) {
      for (String id : new String[] {"listWorkspaces", "getWorkspace"}) {
        HttpResponse<String> answer = lonely.send(SAMPLES.get(id).by(lonely, "acme", ADMIN));
        contract.check(id, answer);
        assertThat(contract.problem(answer)).isEqualTo("unavailable");
      }
    }
  }

  @Test
  void showsWorkspaces() throws Exception {
    assertThat(
            new JsonObject(ok("listWorkspaces", 200, get("/v1/workspaces"))).getJsonArray("items"))
        .hasSize(1);
    ok("getWorkspace", 200, get(ACME));
    ok("listAuditEvents", 200, SAMPLES.get("listAuditEvents").by(server, "acme", ADMIN));
    ok("verifyAudit", 200, SAMPLES.get("verifyAudit").by(server, "acme", ADMIN));
  }

  @Test
  void answersUnknownRoutesAndMethodsFromTheClosedList() throws Exception {
    assertThat(contract.problem(server.send(get("/v1/jane")))).isEqualTo("route-not-found");
    assertThat(contract.problem(server.send(get("/v1/workspaces").DELETE())))
        .isEqualTo("method-not-allowed");
  }

  @Test
  void createsDocuments() throws Exception {
    HttpRequest.Builder create = post(GRANTS, "{\"a\":12500.00}").header("Idempotency-Key", "k");
    String created = ok("createDocument", 201, create);
    assertThat(created).contains("\"content\":{\"a\":12500.00}");
    assertThat(ok("createDocument", 201, create)).isEqualTo(created);
    HttpRequest.Builder other = post(GRANTS, "{\"a\":2}").header("Idempotency-Key", "k");
    problem("createDocument", other, "idempotency-key-reused");
    jsonProblems("createDocument", post(GRANTS, "{\"a\":" + " ".repeat(360_000) + "1}"), GRANTS);
    api.clients.fail(Fault.CONTENDED);
    problem("createDocument", post(GRANTS, "{}"), "conflict");
    api.clients.fail(Fault.AWAY);
    problem("createDocument", post(GRANTS, "{}"), "unavailable");
  }

  @Test
  void putsGetsAndDeletesDocuments() throws Exception {
    String path = GRANTS + "/d-1";
    problem("getDocument", get(path), "document-not-found");
    problem("putDocument", put(path, "{}"), "precondition-required");
    ok("putDocument", 201, put(path, "{}").header("If-None-Match", "*"));
    problem("putDocument", put(path, "{}").header("If-None-Match", "*"), "precondition-failed");
    jsonProblems("putDocument", put(path, "{\"a\":" + " ".repeat(360_000) + "1}"), path);
    String etag =
        new JsonObject(ok("putDocument", 200, put(path, "{\"b\":1}").header("If-Match", "*")))
            .getString("etag");
    ok("getDocument", 200, get(path));
    ok("getDocument", 304, get(path).header("If-None-Match", etag));
    problem("getDocument", get(path).header("If-Match", "\"old\""), "precondition-failed");

    problem("deleteDocument", get(path).DELETE(), "precondition-required");
    HttpRequest.Builder late = get(path).DELETE().header("If-Match", "\"old\"");
    problem("deleteDocument", late, "precondition-failed");
    api.clients.fail(Fault.CONTENDED);
    problem("putDocument", put(path, "{}").header("If-Match", "*"), "conflict");
    problem("deleteDocument", get(path).DELETE().header("If-Match", "*"), "conflict");
    api.clients.fail(Fault.NONE);
    ok("deleteDocument", 204, get(path).DELETE().header("If-Match", etag));
    problem("getDocument", get(path), "document-deleted");
  }

  @Test
  void keepsVersionsAndRestoresThem() throws Exception {
    String path = GRANTS + "/h-1";
    problem("restoreDocument", post(path + "/restore", ""), "document-not-found");
    problem("listDocumentVersions", get(path + "/versions"), "document-not-found");
    ok("putDocument", 201, put(path, "{\"a\":1}").header("If-None-Match", "*"));
    problem("restoreDocument", post(path + "/restore", ""), "document-not-deleted");
    ok("deleteDocument", 204, get(path).DELETE().header("If-Match", "*"));
    HttpRequest.Builder restore = post(path + "/restore", "").header("Idempotency-Key", "r");
    String restored = ok("restoreDocument", 200, restore);
    assertThat(ok("restoreDocument", 200, restore)).isEqualTo(restored);
    HttpRequest.Builder other = post(GRANTS + "/h-2/restore", "").header("Idempotency-Key", "r");
    problem("restoreDocument", other, "idempotency-key-reused");
    String list = ok("listDocumentVersions", 200, get(path + "/versions"));
    assertThat(new JsonObject(list).getJsonArray("items")).hasSize(3);
    ok("getDocumentVersion", 200, get(path + "/versions/1"));
    problem("getDocumentVersion", get(path + "/versions/2"), "document-deleted");
    problem("listDocumentVersions", get(path + "/versions?cursor=AAAA"), "invalid-cursor");
  }

  @Test
  void patchesDocuments() throws Exception {
    String path = GRANTS + "/p-1";
    ok("putDocument", 201, put(path, "{\"a\":1.50,\"b\":2}").header("If-None-Match", "*"));
    problem("patchDocument", patch(path, "{}"), "precondition-required");
    problem("patchDocument", patch(path, "{}").header("If-Match", "\"x\""), "precondition-failed");
    HttpRequest.Builder change = patch(path, "{\"b\":null,\"c\":3}").header("If-Match", "*");
    assertThat(ok("patchDocument", 200, change)).contains("\"content\":{\"a\":1.50,\"c\":3}");
    HttpRequest.Builder large = patch(path, "{\"a\":\"" + "x".repeat(358_392) + "\"}");
    problem("patchDocument", large.header("If-Match", "*"), "payload-too-large");
    HttpRequest.Builder json = json(path).method("PATCH", BodyPublishers.ofString("{}"));
    problem("patchDocument", json, "unsupported-media-type");
    api.clients.fail(Fault.CONTENDED);
    problem("patchDocument", patch(path, "{}").header("If-Match", "*"), "conflict");
  }

  @Test
  void listsDocumentsPageByPage() throws Exception {
    String list = ACME + "/collections/letters/documents";
    for (int i = 0; i < 3; i++) {
      ok("createDocument", 201, post(list, "{\"i\":" + i + "}"));
    }
    JsonObject first = new JsonObject(ok("listDocuments", 200, get(list + "?limit=2")));
    String next = first.getString("nextCursor");
    JsonObject second =
        new JsonObject(ok("listDocuments", 200, get(list + "?limit=2&cursor=" + next)));
    assertThat(first.getJsonArray("items").addAll(second.getJsonArray("items"))).hasSize(3);
    assertThat(second.containsKey("nextCursor")).isFalse();
    problem("listDocuments", get(list + "?order=asc&cursor=" + next), "invalid-cursor");
    ok("listDocuments", 200, get(ACME + "/collections/nothing/documents"));
  }

  @Test
  void tellsWhenStoredDataIsNotWhatWasStored() throws Exception {
    String one = GRANTS + "/swapped-1";
    ok("putDocument", 201, put(one, "{\"n\":1}").header("If-None-Match", "*"));
    api.spoil(item -> item.get("pk").s().startsWith("d.") && "c".equals(item.get("sk").s()));
    problem("getDocument", get(one), "integrity-failure");
    problem("listDocuments", get(GRANTS), "integrity-failure");
  }

  @Test
  void managesMembers() throws Exception {
    MembersContract.check();
  }
}
