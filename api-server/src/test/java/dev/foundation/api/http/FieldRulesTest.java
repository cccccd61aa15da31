// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http;

import static dev.foundation.api.testing.TestServer.ACME;
import static dev.foundation.api.testing.TestServer.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.testing.TestServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the contract says of single fields is what the server lets through. */
class FieldRulesTest {

  private static final String DOCUMENT = ACME + "/collections/grants/documents/1";
  private static final String SEARCH = ACME + "/collections/grants/search";
  private static final String DIGEST = "sha-256=:" + "A".repeat(43) + "=:";

  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new TestServer(Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "\"a\"", "W/\"a\"", "\"a\", \"b\"", "\"\"", ",\"a\",,\"b\","})
  void takesEntityTags(String tags) throws Exception {
    assertTaken(at(DOCUMENT).DELETE().header("If-Match", tags));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\"a", "\"a\" \"b\"", "**", ",", "*,", "w/\"a\""})
  void refusesOtherEntityTags(String tags) throws Exception {
    assertRefused(at(DOCUMENT).DELETE().header("If-Match", tags), "If-Match");
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ",\"\"", ",W/\"a\""})
  void takesAsManyEntityTagsAsFit(String more) throws Exception {
    String tags = "\"a\"" + more.repeat((1024 - 3) / more.length());
    assertTaken(at(DOCUMENT).DELETE().header("If-Match", tags));
    assertRefused(at(DOCUMENT).DELETE().header("If-Match", tags + more.repeat(1000)), "If-Match");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a\"", "a"})
  void createsOnlyWhereNothingIs(String tags) throws Exception {
    assertRefused(put(DOCUMENT, "{}").header("If-None-Match", tags), "If-None-Match");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "unixsum=:AAAA:, "})
  void takesDigests(String before) throws Exception {
    assertTaken(put(ACME + "/files/1/content", "x").header("Content-Digest", before + DIGEST));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha-256", "unixsum=:AAAA:", "sha-256=:AAAA:", "sha-512=:AAAA=:"})
  void refusesOtherDigests(String digest) throws Exception {
    assertRefused(
        put(ACME + "/files/1/content", "x").header("Content-Digest", digest), "Content-Digest");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "text/plain; charset=utf-8", "a/b;c=\"d e\""})
  void takesMediaTypes(String type) throws Exception {
    assertTaken(file("a", type));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "text/", "text/plain\r\nX-Evil: 1", "text/plain\n", "a/b;c"})
  void refusesOtherMediaTypes(String type) throws Exception {
    assertRefused(file("a", type), "contentType does not follow pattern");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "/a/b", "...", ".a/b.", "ä/ö"})
  void takesPaths(String path) throws Exception {
    assertTaken(file(path, "text/plain"));
  }

  @Test
  void takesAsManyFoldersAsFit() throws Exception {
    assertTaken(file("a/".repeat(511) + "a", "text/plain"));
    assertTaken(at(ACME + "/files?folder=" + "a/".repeat(511) + "a"));
    assertTaken(at(ACME + "/audit/events?object=" + "a/".repeat(255) + "a"));
  }

  @Test
  void refusesWhatIsTooLongForAPattern() throws Exception {
    assertRefused(file("a/".repeat(50_000) + "a", "text/plain"), "body");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "a//b", "a/", "../a", "a/./b", "a\n", "a/.."})
  void refusesOtherPaths(String path) throws Exception {
    assertRefused(file(path, "text/plain"), "path does not follow pattern");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"op\":\"create\",\"collection\":\"a\",\"content\":{}}",
        "{\"op\":\"put\",\"collection\":\"a\",\"id\":\"1\",\"ifMatch\":\"*\",\"content\":{}}",
        "{\"op\":\"delete\",\"collection\":\"a\",\"id\":\"1\"}"
      })
  void takesOperationsOfABatch(String operation) throws Exception {
    assertTaken(batch(operation));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"op\":\"create\",\"collection\":\"a\"}",
        "{\"op\":\"create\",\"collection\":\"a\",\"id\":\"1\",\"content\":{}}",
        "{\"op\":\"put\",\"collection\":\"a\",\"content\":{}}",
        "{\"op\":\"delete\",\"collection\":\"a\",\"id\":\"1\",\"content\":{}}",
        "{\"op\":\"restore\",\"collection\":\"a\",\"id\":\"..\"}",
        "{\"op\":\"purge\",\"collection\":\"a\",\"id\":\"1\"}"
      })
  void refusesOtherOperationsOfABatch(String operation) throws Exception {
    assertRefused(batch(operation), "operations[] does not follow oneOf");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"admin\":false}", "{\"roles\":[]}"})
  void refusesAMemberWithoutRights(String rights) throws Exception {
    assertRefused(put(ACME + "/members/1", rights), "body");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "-1", "null", "true", "1e2", "a%2Db"})
  void takesIdsThatLookLikeJson(String id) throws Exception {
    assertTaken(at(ACME + "/collections/grants/documents/" + id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%0A", "%22a%22", "%7B%7D"})
  void refusesOtherIds(String id) throws Exception {
    assertRefused(at(ACME + "/collections/grants/documents/" + id), "id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "200"})
  void takesLimits(String limit) throws Exception {
    assertTaken(at(ACME + "/collections?limit=" + limit));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "201", "1e2", "5.0", "%205", "+5", "05", "true", "99999999999"})
  void refusesOtherLimits(String limit) throws Exception {
    assertRefused(at(ACME + "/collections?limit=" + limit), "limit");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-02T03:04:05Z",
        "2026-01-02t03:04:05.123456789z",
        "0000-01-01T00:00:00%2B17:59",
        "9999-12-31T23:59:59-17:59"
      })
  void takesTimes(String time) throws Exception {
    assertTaken(at(ACME + "/collections/grants/documents?createdAfter=" + time));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-02",
        "2026-01-02%2003:04:05Z",
        "2026-01-02T03:04:05",
        "2026-02-30T03:04:05Z",
        "2026-01-02T24:00:00Z",
        "2016-12-31T23:59:60Z",
        "2026-01-02T03:04:05.1234567890Z",
        "2026-01-02T03:04:05-23:45"
      })
  void refusesOtherTimes(String time) throws Exception {
    assertRefused(at(ACME + "/collections/grants/documents?createdAfter=" + time), "createdAfter");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/a", "/a/b c", "/~0~1", "/é//"})
  void takesPointersToFields(String field) throws Exception {
    assertTaken(post(SEARCH, search(field)));
    assertTaken(named(field, 10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "/~", "/a~2", "#/a"})
  void refusesOtherPointers(String field) throws Exception {
    assertRefused(post(SEARCH, search(field)), "body");
    assertRefused(named(field, 1), "body");
  }

  @Test
  void namesAtMostTenFields() throws Exception {
    assertRefused(named("/a", 11), "body");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e9998", "-0.10e-9998", "12345678901234567890123", "0.0"})
  void takesNumbers(String number) throws Exception {
    assertTaken(put(DOCUMENT, "{\"a\":[" + number + "]}").header("If-Match", "*"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e9999", "1e-10001", "1e2147483647", "-1e-2147483648", "1e99999999999"})
  void refusesNumbersThatNobodyReadsExactly(String number) throws Exception {
    assertRefused(put(DOCUMENT, "{\"a\":[" + number + "]}").header("If-Match", "*"), "number");
    String search = search("/a").encode().replace("\"eq\":1", "\"eq\":" + number);
    assertRefused(put(SEARCH, search).POST(BodyPublishers.ofString(search)), "number");
  }

  @Test
  void saysWhatABodyLacks() throws Exception {
    assertRefused(
        post(ACME + "/batches", new JsonObject()), "required property \\\"operations\\\"");
  }

  @Test
  void repeatsNothingThatTheContractDoesNotName() throws Exception {
    JsonObject file = JsonObject.of("path", "a", "contentType", "text/plain", "Jane Doe", "ill");
    HttpRequest.Builder request = post(ACME + "/files", file);
    assertRefused(request, "a member that the contract does not know");
    assertThat(server.send(request).body()).doesNotContain("Jane", "ill");
  }

  private static JsonObject search(String field) {
    return JsonObject.of("filter", JsonArray.of(JsonObject.of("field", field, "eq", 1)));
  }

  private static HttpRequest.Builder named(String field, int times) {
    JsonObject one = JsonObject.of("field", field);
    JsonObject all = JsonObject.of("fields", new JsonArray(Collections.nCopies(times, one)));
    return put(ACME + "/collections/grants/indexes", all.encode());
  }

  private static HttpRequest.Builder at(String path) {
    return server.authorized(path, ADMIN);
  }

  private static HttpRequest.Builder put(String path, String json) {
    return at(path).PUT(BodyPublishers.ofString(json)).header("Content-Type", "application/json");
  }

  private static HttpRequest.Builder post(String path, JsonObject json) {
    return at(path)
        .POST(BodyPublishers.ofString(json.encode()))
        .header("Content-Type", "application/json");
  }

  private static HttpRequest.Builder file(String path, String type) {
    return post(ACME + "/files", JsonObject.of("path", path, "contentType", type));
  }

  private static HttpRequest.Builder batch(String operation) {
    return post(
        ACME + "/batches", JsonObject.of("operations", JsonArray.of(new JsonObject(operation))));
  }

  /** It reaches the operation, which finds nothing in this test. */
  private static void assertTaken(HttpRequest.Builder request) throws Exception {
    assertThat(server.send(request).statusCode()).isEqualTo(404);
  }

  private static void assertRefused(HttpRequest.Builder request, String field) throws Exception {
    var answer = server.send(request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("/problems/invalid-request", field);
  }
}
