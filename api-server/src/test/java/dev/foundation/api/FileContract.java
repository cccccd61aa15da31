// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api;

import static dev.foundation.api.testing.TestServer.ACME;
import static dev.foundation.api.testing.TestServer.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.testing.FaultyClients.Fault;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

/** What the operations on files answer. */
abstract class FileContract extends DocumentContractCalls {

  private static final String FILES = ACME + "/files";
  private static final int PART = 5 << 20;

  @Test
  void createsFilesAndResolvesThem() throws Exception {
    String body = "{\"path\":\"reports/a.txt\",\"contentType\":\"text/plain\"}";
    HttpRequest.Builder create = post(FILES, body).header("Idempotency-Key", "k");
    String id = new JsonObject(ok("createFile", 201, create)).getString("id");
    assertThat(ok("createFile", 201, create)).contains(id);
    HttpRequest.Builder other = post(FILES, "{\"path\":\"b\"}").header("Idempotency-Key", "k");
    problem("createFile", other, "idempotency-key-reused");
    jsonProblems("createFile", post(FILES, "{\"path\":" + " ".repeat(360_000) + "\"a\"}"), FILES);

    problem("getFile", get(FILES + "/" + id + "/content"), "file-not-found");
    ok("putFile", 201, put(FILES + "/" + id + "/content", "hello"));
    problem("createFile", post(FILES, body), "path-taken");
    assertThat(ok("resolveFile", 200, post(FILES + "/resolve", "{\"path\":\"reports/a.txt\"}")))
        .contains(id);
    jsonProblems(
        "resolveFile",
        post(FILES + "/resolve", "{\"path\":" + " ".repeat(360_000) + "\"a\"}"),
        FILES + "/resolve");
    JsonArray root = new JsonObject(ok("listFiles", 200, get(FILES))).getJsonArray("items");
    assertThat(root.encode()).contains("\"folder\"");
    assertThat(ok("listFiles", 200, get(FILES + "?folder=reports"))).contains(id);
    problem("listFiles", get(FILES + "?cursor=AAAA"), "invalid-cursor");
  }

  @Test
  void putsGetsAndDeletesContent() throws Exception {
    String file = FILES + "/" + newFile("content.txt");
    String content = file + "/content";
    HttpRequest.Builder wrong =
        put(content, "x").header("Content-Digest", "sha-256=:" + "A".repeat(43) + "=:");
    problem("putFile", wrong, "digest-mismatch");
    HttpRequest.Builder coded = put(content, "x").header("Content-Encoding", "gzip");
    problem("putFile", coded, "unsupported-media-type");
    String early = FILES + "/" + newFile("content.txt") + "/content";
    String etag = new JsonObject(ok("putFile", 201, put(content, "hello"))).getString("etag");
    problem("putFile", put(early, "second"), "path-taken");
    problem("putFile", put(content, "x"), "precondition-required");
    problem("putFile", put(content, "x").header("If-Match", "\"old\""), "precondition-failed");
    problem(
        "putFile",
        get(content).PUT(nothing(1L << 60)).expectContinue(true).header("If-Match", etag),
        "payload-too-large");

    assertThat(ok("getFile", 200, get(content))).isEqualTo("hello");
    assertThat(ok("getFile", 206, get(content).header("Range", "bytes=1-2"))).isEqualTo("el");
    ok("getFile", 304, get(content).header("If-None-Match", etag));
    problem("getFile", get(content).header("If-Match", "\"old\""), "precondition-failed");
    problem("getFile", get(content).header("Range", "bytes=9-"), "range-not-satisfiable");
    ok("putFile", 200, put(content, "again").header("If-Match", etag));

    problem("deleteFile", get(file).DELETE(), "precondition-required");
    problem("deleteFile", get(file).DELETE().header("If-Match", etag), "precondition-failed");
    api.clients.fail(Fault.CONTENDED);
    problem("deleteFile", get(file).DELETE().header("If-Match", "*"), "conflict");
    api.clients.fail(Fault.NONE);
    ok("deleteFile", 204, get(file).DELETE().header("If-Match", "*"));
    problem("getFile", get(content), "file-deleted");
  }

  private static String newFile(String path) throws Exception {
    return new JsonObject(ok("createFile", 201, post(FILES, "{\"path\":\"" + path + "\"}")))
        .getString("id");
  }

  @Test
  void keepsVersionsOfFilesAndRestoresThem() throws Exception {
    String id = newFile("history.txt");
    String file = FILES + "/" + id;
    problem("getFileInfo", get(file), "file-not-found");
    problem("listFileVersions", get(file + "/versions"), "file-not-found");
    ok("putFile", 201, put(file + "/content", "hello"));
    String etag = new JsonObject(ok("getFileInfo", 200, get(file))).getString("etag");
    ok("getFileInfo", 304, get(file).header("If-None-Match", etag));
    problem("getFileInfo", get(file).header("If-Match", "\"old\""), "precondition-failed");
    problem("restoreFile", post(file + "/restore", ""), "file-not-deleted");
    ok("deleteFile", 204, get(file).DELETE().header("If-Match", "*"));
    assertThat(ok("getFile", 200, get(file + "/content?version=1"))).isEqualTo("hello");
    problem("getFile", get(file + "/content?version=2"), "file-deleted");
    HttpRequest.Builder restore = post(file + "/restore", "").header("Idempotency-Key", "r");
    String restored = ok("restoreFile", 200, restore);
    assertThat(ok("restoreFile", 200, restore)).isEqualTo(restored);
    HttpRequest.Builder other = post(FILES + "/other/restore", "").header("Idempotency-Key", "r");
    problem("restoreFile", other, "idempotency-key-reused");
    String list = ok("listFileVersions", 200, get(file + "/versions"));
    assertThat(new JsonObject(list).getJsonArray("items")).hasSize(3);
    problem("listFileVersions", get(file + "/versions?cursor=AAAA"), "invalid-cursor");
  }

  @Test
  void purgesFiles() throws Exception {
    String file = FILES + "/" + newFile("purged.txt");
    problem("purgeFile", post(file + "/purge", ""), "file-not-found");
    ok("putFile", 201, put(file + "/content", "hello"));
    api.clients.fail(Fault.CONTENDED);
    problem("purgeFile", post(file + "/purge", ""), "conflict");
    api.clients.fail(Fault.NONE);
    ok("purgeFile", 204, post(file + "/purge", "").header("Idempotency-Key", "p"));
    ok("purgeFile", 204, post(file + "/purge", "").header("Idempotency-Key", "p"));
    HttpRequest.Builder other = post(FILES + "/other/purge", "").header("Idempotency-Key", "p");
    problem("purgeFile", other, "idempotency-key-reused");
    problem("getFileInfo", get(file), "file-not-found");
  }

  @Test
  void takesContentInParts() throws Exception {
    String file = FILES + "/" + newFile("parts.bin");
    String body = "{\"size\":%d}".formatted(PART + 3);
    HttpRequest.Builder create = post(file + "/uploads", body).header("Idempotency-Key", "u");
    String created = ok("createUpload", 201, create);
    assertThat(ok("createUpload", 201, create)).isEqualTo(created);
    HttpRequest.Builder other =
        post(file + "/uploads", "{\"size\":1}").header("Idempotency-Key", "u");
    problem("createUpload", other, "idempotency-key-reused");
    jsonProblems(
        "createUpload", post(file + "/uploads", " ".repeat(360_000) + body), file + "/uploads");
    String upload = file + "/uploads/" + new JsonObject(created).getString("id");
    problem("putUploadPart", part(upload, 2, "four"), "invalid-request");
    HttpRequest.Builder wrong =
        part(upload, 2, "two").header("Content-Digest", "sha-256=:" + "A".repeat(43) + "=:");
    problem("putUploadPart", wrong, "digest-mismatch");
    HttpRequest.Builder coded = part(upload, 2, "two").header("Content-Encoding", "gzip");
    problem("putUploadPart", coded, "unsupported-media-type");
    ok("putUploadPart", 204, part(upload, 2, "two"));
    problem("completeUpload", post(upload + "/complete", ""), "upload-incomplete");
    ok("putUploadPart", 204, part(upload, 1, "x".repeat(PART)));
    assertThat(ok("getUpload", 200, get(upload))).contains("\"received\":[1,2]");
    HttpRequest.Builder complete = post(upload + "/complete", "").header("Idempotency-Key", "c");
    String completed = ok("completeUpload", 201, complete);
    assertThat(ok("completeUpload", 201, complete)).isEqualTo(completed);
    HttpRequest.Builder reused =
        post(file + "/uploads/other/complete", "").header("Idempotency-Key", "c");
    problem("completeUpload", reused, "idempotency-key-reused");
    HttpRequest.Builder range = get(file + "/content").header("Range", "bytes=5242879-");
    assertThat(ok("getFile", 206, range)).isEqualTo("xtwo");
  }

  @Test
  void completesAnUploadOverKnownContentOnly() throws Exception {
    String file = FILES + "/" + newFile("replaced.bin");
    ok("putFile", 201, put(file + "/content", "hello"));
    JsonObject created =
        new JsonObject(ok("createUpload", 201, post(file + "/uploads", "{\"size\":1}")));
    String upload = file + "/uploads/" + created.getString("id");
    String complete = upload + "/complete";
    ok("putUploadPart", 204, part(upload, 1, "y"));
    problem("completeUpload", post(complete, ""), "precondition-required");
    problem(
        "completeUpload", post(complete, "").header("If-Match", "\"x\""), "precondition-failed");
    ok("completeUpload", 200, post(complete, "").header("If-Match", "*"));
    problem("getUpload", get(upload), "upload-not-found");

    JsonObject second =
        new JsonObject(ok("createUpload", 201, post(file + "/uploads", "{\"size\":1}")));
    String aborted = file + "/uploads/" + second.getString("id");
    ok("abortUpload", 204, get(aborted).DELETE());
    problem("abortUpload", get(aborted).DELETE(), "upload-not-found");
    api.clients.fail(Fault.CONTENDED);
    problem("createUpload", post(file + "/uploads", "{\"size\":1}"), "conflict");
  }

  private static HttpRequest.Builder part(String upload, int number, String bytes) {
    return get(upload + "/parts/" + number).PUT(BodyPublishers.ofString(bytes));
  }
}
