// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api;

import static dev.foundation.api.testing.TestServer.ACME;
import static dev.foundation.api.testing.TestServer.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.operation.Json;
import dev.foundation.api.testing.FaultyClients.Fault;
import dev.foundation.api.testing.ProductionLog;
import dev.foundation.api.testing.TestServer;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients send through every operation appears in no log line and no metric. */
class CanaryIT {

  private static final String CANARY = "patient-jane-doe";
  private static final String DOCUMENTS = ACME + "/collections/" + CANARY + "/documents";
  private static final String FILES = ACME + "/files";

  private final Set<Integer> statuses = new TreeSet<>();
  private EmulatedApi api;
  private TestServer server;
  private ProductionLog log;

  @BeforeEach
  void start() throws Exception {
    api = new EmulatedApi();
    server = api.server;
    log = ProductionLog.capture();
  }

  @AfterEach
  void stop() {
    log.close();
    api.close();
  }

  @Test
  void logsAndMeasuresNothingThatWasSent() throws Exception {
    sendThroughEveryOperation();
    searchesWhatItIndexed();
    api.spoil(item -> item.get("pk").s().startsWith("d."));
    assertThat(send(get(DOCUMENTS + "/" + CANARY)).statusCode()).isEqualTo(500);
    api.clients.fail(Fault.AWAY);
    sendThroughEveryOperation();
    assertThat(statuses).contains(200, 201, 204, 400, 404, 412, 500, 503);

    Set<String> operations = Set.copyOf(TestServer.operationIds());
    Awaitility.await()
        .untilAsserted(() ->
            assertThat(log.lines().stream().filter(line -> line.contains("\"route\"")).count())
                .isGreaterThan(2L * operations.size()));
    assertThat(log.text()).contains("integrity-failure", "unavailable").doesNotContain(CANARY);
    assertThat(api.rawAudit())
        .isNotEmpty()
        .allSatisfy(item -> assertThat(item).doesNotContain(CANARY, "sub-1", "getDocument"));
    for (String line : log.lines()) {
      assertThat(Json.MAPPER.readTree(line).path("level").asText()).as(line).isNotEmpty();
    }
    assertThat(server.meters().getMeters())
        .isNotEmpty()
        .noneMatch(meter -> meter.getId().toString().contains(CANARY));
  }

  private void sendThroughEveryOperation() throws Exception {
    send(get("/v1/workspaces?" + CANARY + "=" + CANARY));
    send(get(ACME));
    send(get("/v1/workspaces/foundations." + CANARY));
    sendDocuments();
    sendSearches();
    sendFiles();
    send(get(ACME + "/usage?" + CANARY));
    send(get(ACME + "/audit/events?actor=" + CANARY + "&object=collections/" + CANARY));
    send(get(ACME + "/audit/verification?day=" + CANARY));
    send(get("/v1/" + CANARY));
  }

  private void sendDocuments() throws Exception {
    String document = DOCUMENTS + "/" + CANARY;
    String content = "{\"" + CANARY + "\":\"" + CANARY + "\"}";
    send(post(DOCUMENTS, content).header("Idempotency-Key", CANARY));
    send(json(document).PUT(BodyPublishers.ofString(content)).header("If-None-Match", "*"));
    send(json(document).PUT(BodyPublishers.ofString(content)).header("If-Match", quoted()));
    send(json(document).PUT(BodyPublishers.ofString("{" + CANARY)).header("If-Match", "*"));
    send(
        get(document)
            .header("Content-Type", "application/merge-patch+json")
            .header("If-Match", "*")
            .method("PATCH", BodyPublishers.ofString(content)));
    send(get(document).header("If-None-Match", quoted()));
    send(get(DOCUMENTS + "?cursor=" + CANARY));
    send(get(DOCUMENTS + "?createdAfter=" + CANARY));
    send(get(DOCUMENTS));
    send(get(document).DELETE().header("If-Match", quoted()));
    send(get(document + "/versions?cursor=" + CANARY));
    send(get(document + "/versions/" + CANARY));
    send(get(document + "/versions/1"));
    send(get(document).DELETE().header("If-Match", "*"));
    send(post(document + "/restore", "").header("Idempotency-Key", CANARY));
    send(get(document).header("Authorization", CANARY));
    send(get(ACME + "/collections"));
    send(get(ACME + "/collections?cursor=" + CANARY));
    for (String etag : new String[] {"*", CANARY, "\\\"" + CANARY + "\\\""}) {
      String batch =
          "{\"operations\":[{\"op\":\"put\",\"collection\":\"%1$s\",\"id\":\"%1$s\",\"ifMatch\":\"%2$s\",\"content\":{\"%1$s\":1}}]}"
              .formatted(CANARY, etag);
      send(post(ACME + "/batches", batch).header("Idempotency-Key", CANARY + etag.length()));
    }
    send(post(document + "-2/purge", ""));
    send(
        post(DOCUMENTS + "/purged", "")
            .PUT(BodyPublishers.ofString(content))
            .header("If-None-Match", "*"));
    send(post(DOCUMENTS + "/purged/purge", "").header("Idempotency-Key", CANARY));
  }

  private void sendSearches() throws Exception {
    String collection = ACME + "/collections/" + CANARY;
    String field = "\"field\":\"/" + CANARY + "\"";
    String fields = "{\"fields\":[{" + field + "}]}";
    send(json(collection + "/indexes").PUT(BodyPublishers.ofString(fields)));
    send(get(collection + "/indexes"));
    String eq = ",\"eq\":\"" + CANARY + "\"";
    String filter = "\"filter\":[{" + field + eq + "}]";
    send(post(collection + "/search", "{" + filter + "}"));
    send(post(collection + "/search", "{" + filter + ",\"cursor\":\"" + CANARY + "\"}"));
    send(post(collection + "/search", "{\"" + CANARY + "\":1}"));
    send(post(collection + "/search", "{\"filter\":[{\"field\":\"/~" + CANARY + "\"" + eq + "}]}"));
  }

  private void searchesWhatItIndexed() throws Exception {
    String collection = ACME + "/collections/" + CANARY;
    api.completeIndexes(get(collection + "/indexes"));
    String filter = "{\"filter\":[{\"field\":\"/%1$s\",\"eq\":\"%1$s\"}]}".formatted(CANARY);
    assertThat(send(post(collection + "/search", filter)).body()).contains(CANARY);
    assertThat(stored()).contains("i.").doesNotContain(CANARY);
  }

  private void sendFiles() throws Exception {
    String path = CANARY + "/" + CANARY + ".txt";
    String body =
        "{\"path\":\"%s\",\"contentType\":\"text/plain; name=%s\"}".formatted(path, CANARY);
    HttpResponse<String> created = send(post(FILES, body).header("Idempotency-Key", CANARY));
    String id = new JsonObject(created.body()).getString("id", CANARY);
    HttpRequest.Builder put = get(FILES + "/" + id + "/content");
    send(put.PUT(BodyPublishers.ofString(CANARY)));
    send(get(FILES + "/" + id + "/content").header("If-Range", quoted()));
    send(get(FILES + "/" + id + "/content").header("Range", "bytes=" + CANARY));
    send(get(FILES + "?folder=" + CANARY));
    send(post(FILES + "/resolve", "{\"path\":\"" + path + "\"}"));
    send(get(FILES + "/" + id).header("If-None-Match", quoted()));
    send(get(FILES + "/" + id + "/content?version=" + CANARY));
    sendParts(FILES + "/" + id + "/uploads");
    send(get(FILES + "/" + id).DELETE().header("If-Match", quoted()));
    send(get(FILES + "/" + id).DELETE().header("If-Match", "*"));
    send(get(FILES + "/" + id + "/versions"));
    send(get(FILES + "/" + id + "/versions?cursor=" + CANARY));
    send(post(FILES + "/" + id + "/restore", "").header("Idempotency-Key", CANARY));
    assertThat(stored()).doesNotContain(CANARY);
    send(post(FILES + "/" + id + "/purge", "").header("Idempotency-Key", CANARY));
  }

  private void sendParts(String uploads) throws Exception {
    String size = "{\"size\":%d}".formatted(CANARY.length());
    HttpResponse<String> begun = send(post(uploads, size).header("Idempotency-Key", CANARY));
    String upload = uploads + "/" + new JsonObject(begun.body()).getString("id", CANARY);
    String part = upload + "/parts/1";
    send(get(part).PUT(BodyPublishers.ofString(CANARY)).header("Content-Digest", CANARY));
    send(get(part).PUT(BodyPublishers.ofString(CANARY)));
    send(get(upload));
    send(post(upload + "/complete", "").header("Repr-Digest", CANARY));
    send(post(upload + "/complete", "").header("If-Match", quoted()));
    send(post(upload + "/complete", "").header("If-Match", "*"));
    HttpResponse<String> again = send(post(uploads, size));
    String other = new JsonObject(again.body()).getString("id", CANARY);
    send(get(uploads + "/" + other).DELETE());
    send(get(uploads + "/" + CANARY).DELETE());
  }

  /** Every byte of the workspace's table and bucket, with the objects' names. */
  private String stored() {
    String table = api.acme.resources().tableName();
    StringBuilder all = new StringBuilder();
    api.workspaces.dynamoDb().scanPaginator(scan -> scan.tableName(table)).items().stream()
        .flatMap(item -> item.values().stream())
        .forEach(value ->
            all.append(value.s()).append(value.b() == null ? "" : plain(value.b().asByteArray())));
    String bucket = api.acme.resources().bucketName();
    api.workspaces.s3().listObjectsV2(list -> list.bucket(bucket)).contents().stream()
        .map(object -> object.key())
        .forEach(key ->
            all.append(key)
                .append(
                    plain(
                        api.workspaces
                            .s3()
                            .getObjectAsBytes(get -> get.bucket(bucket).key(key))
                            .asByteArray())));
    return all.toString();
  }

  private static String plain(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer = server.send(request);
    statuses.add(answer.statusCode());
    return answer;
  }

  private HttpRequest.Builder get(String path) {
    return server.authorized(path, ADMIN);
  }

  private HttpRequest.Builder post(String path, String body) {
    return json(path).POST(BodyPublishers.ofString(body));
  }

  private HttpRequest.Builder json(String path) {
    return get(path).header("Content-Type", "application/json");
  }

  private static String quoted() {
    return "\"" + CANARY + "\"";
  }
}
