// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api;

import static dev.foundation.api.testing.TestServer.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.testing.FaultyClients.Fault;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The answers of operations on several documents and on their end. */
abstract class DocumentContractCalls extends ContractCalls {

  private static final String BATCHES = ACME + "/batches";
  private static final String NOTES = ACME + "/collections/notes/documents";

  @Test
  void listsCollections() throws Exception {
    ok("createDocument", 201, post(NOTES, "{}"));
    ok("createDocument", 201, post(ACME + "/collections/other/documents", "{}"));
    String path = ACME + "/collections?limit=1";
    JsonObject first = new JsonObject(ok("listCollections", 200, get(path)));
    assertThat(first.getJsonArray("items")).hasSize(1);
    ok("listCollections", 200, get(path + "&cursor=" + first.getString("nextCursor")));
    problem("listCollections", get(path + "&cursor=AAAA"), "invalid-cursor");
    assertThat(ok("listCollections", 200, get(ACME + "/collections"))).contains("\"notes\"");
  }

  @Test
  void purgesDocuments() throws Exception {
    String path = NOTES + "/purged";
    problem("purgeDocument", post(path + "/purge", ""), "document-not-found");
    ok("putDocument", 201, put(path, "{\"n\":1}").header("If-None-Match", "*"));
    ok("putDocument", 200, put(path, "{\"n\":2}").header("If-Match", "*"));
    api.clients.fail(Fault.CONTENDED);
    problem("purgeDocument", post(path + "/purge", ""), "conflict");
    api.clients.fail(Fault.NONE);
    HttpRequest.Builder purge = post(path + "/purge", "").header("Idempotency-Key", "p");
    ok("purgeDocument", 204, purge);
    ok("purgeDocument", 204, purge);
    problem(
        "purgeDocument",
        post(NOTES + "/other/purge", "").header("Idempotency-Key", "p"),
        "idempotency-key-reused");
    problem("getDocument", get(path), "document-not-found");
    problem("listDocumentVersions", get(path + "/versions"), "document-not-found");
    assertThat(ok("putDocument", 201, put(path, "{}").header("If-None-Match", "*")))
        .contains("\"version\":1,");
  }

  @Test
  void writesBatches() throws Exception {
    HttpRequest.Builder first =
        post(
                BATCHES,
                batch(
                    "{\"op\":\"put\",\"collection\":\"notes\",\"id\":\"b1\",\"ifNoneMatch\":\"*\","
                        + "\"content\":{\"n\": 1.0}}",
                    "{\"op\":\"create\",\"collection\":\"notes\",\"content\":{}}"))
            .header("Idempotency-Key", "b");
    String results = ok("batchDocuments", 200, first);
    assertThat(ok("batchDocuments", 200, first)).isEqualTo(results);
    assertThat(ok("getDocument", 200, get(NOTES + "/b1"))).contains("\"content\":{\"n\": 1.0}}");

    String delete = "{\"op\":\"delete\",\"collection\":\"notes\",\"id\":\"b1\"%s}";
    String restore = "{\"op\":\"restore\",\"collection\":\"notes\",\"id\":\"b1\"}";
    problem("batchDocuments", post(BATCHES, batch(delete.formatted(""))), "precondition-required");
    String stale = ",\"ifMatch\":\"\\\"old\\\"\"";
    problem("batchDocuments", post(BATCHES, batch(delete.formatted(stale))), "precondition-failed");
    problem("batchDocuments", post(BATCHES, batch(restore)), "document-not-deleted");
    String any = batch(delete.formatted(",\"ifMatch\":\"*\""));
    problem(
        "batchDocuments",
        post(BATCHES, any).header("Idempotency-Key", "b"),
        "idempotency-key-reused");
    api.clients.fail(Fault.CONTENDED);
    problem("batchDocuments", post(BATCHES, any), "conflict");
    api.clients.fail(Fault.NONE);
    ok("batchDocuments", 200, post(BATCHES, any));
    problem("batchDocuments", post(BATCHES, any), "document-deleted");
    problem(
        "batchDocuments",
        post(BATCHES, "{\"x\":\"" + "x".repeat(1 << 21) + "\"}"),
        "payload-too-large");
    HttpRequest.Builder text = get(BATCHES).POST(BodyPublishers.ofString(any));
    problem("batchDocuments", text.header("Content-Type", "text/plain"), "unsupported-media-type");
  }

  @Test
  void findsDocumentsByNamedFields() throws Exception {
    String people = ACME + "/collections/people";
    String search = search("/name", "\"Ada\"");
    ok("createDocument", 201, post(people + "/documents", "{\"name\":\"Ada\",\"smokes\":true}"));
    problem("searchDocuments", post(people + "/search", search), "field-not-indexed");
    String booleans = "{\"fields\":[{\"field\":\"/smokes\"}]}";
    problem("putIndexes", put(people + "/indexes", booleans), "reveals-frequency");
    String named =
        "{\"fields\":[{\"field\":\"/name\"},{\"field\":\"/smokes\",\"revealsFrequency\":true}]}";
    ok("putIndexes", 200, put(people + "/indexes", named));
    problem("searchDocuments", post(people + "/search", search), "index-incomplete");

    api.completeIndexes(get(people + "/indexes"));
    ok("getIndexes", 200, get(people + "/indexes"));
    ok("createDocument", 201, post(people + "/documents", "{\"name\":\"Ada\",\"smokes\":false}"));
    ok("createDocument", 201, post(people + "/documents", "{\"name\":\"Eve\",\"smokes\":true}"));
    assertThat(found(people, search)).hasSize(2);
    String both = "{\"filter\":[%s,%s]}".formatted(eq("/name", "\"Ada\""), eq("/smokes", "true"));
    assertThat(found(people, both)).hasSize(1);
    problem("searchDocuments", post(people + "/search", cursor(search, "AAAA")), "invalid-cursor");

    String large = "{\"x\":\"" + "x".repeat(1 << 21) + "\"}";
    jsonProblems("putIndexes", put(people + "/indexes", large), people + "/indexes");
    jsonProblems("searchDocuments", post(people + "/search", large), people + "/search");
  }

  @Test
  void countsDocumentsAndFiles() throws Exception {
    JsonObject before = usage();
    String counted = ACME + "/collections/counted/documents";
    ok("putDocument", 201, put(counted + "/a", "{}").header("If-None-Match", "*"));
    ok("putDocument", 201, put(counted + "/b", "{}").header("If-None-Match", "*"));
    ok("putDocument", 200, put(counted + "/a", "{}").header("If-Match", "*"));
    ok("createDocument", 201, post(ACME + "/collections/others/documents", "{}"));
    ok("deleteDocument", 204, get(counted + "/b").DELETE().header("If-Match", "*"));
    String created = ok("createFile", 201, post(ACME + "/files", "{\"path\":\"counted.txt\"}"));
    String content = ACME + "/files/" + new JsonObject(created).getString("id") + "/content";
    ok("putFile", 201, get(content).PUT(BodyPublishers.ofString("x".repeat(1000))));
    ok("putFile", 200, get(content).PUT(BodyPublishers.ofString("y")).header("If-Match", "*"));

    assertThat(usage("documents", before)).isEqualTo(2);
    assertThat(usage("fileVersions", before)).isEqualTo(2);
    assertThat(usage("fileBytes", before)).isBetween(1001L, 3000L);
    assertThat(usage().getBoolean("whole")).isTrue();
    api.clock.pass(Duration.ofMinutes(1));
    api.clients.fail(Fault.AWAY);
    problem("getUsage", get(ACME + "/usage"), "unavailable");
  }

  private static JsonObject usage() throws Exception {
    api.clock.pass(Duration.ofMinutes(1));
    return new JsonObject(ok("getUsage", 200, get(ACME + "/usage")));
  }

  private static long usage(String what, JsonObject before) throws Exception {
    return usage().getLong(what) - before.getLong(what);
  }

  private static JsonArray found(String collection, String search) throws Exception {
    HttpRequest.Builder request = post(collection + "/search", search);
    return new JsonObject(ok("searchDocuments", 200, request)).getJsonArray("items");
  }

  private static String search(String field, String value) {
    return "{\"filter\":[" + eq(field, value) + "]}";
  }

  private static String eq(String field, String value) {
    return "{\"field\":\"" + field + "\",\"eq\":" + value + "}";
  }

  private static String cursor(String search, String cursor) {
    return search.replaceFirst("}$", ",\"cursor\":\"" + cursor + "\"}");
  }

  private static String batch(String... operations) {
    return "{\"operations\":[" + String.join(",", operations) + "]}";
  }
}
