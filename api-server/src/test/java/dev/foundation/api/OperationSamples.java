// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api;

import dev.foundation.api.testing.TestServer;
import dev.foundation.api.testing.TestTokens;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request to every operation: a good one, and one that breaks the contract. */
final class OperationSamples {

  private static final String GRANTS = "/collections/grants/documents";
  private static final String FILE = "/files/00000000-0000-7000-8000-000000000000";

  private static final String BATCH =
      "{\"operations\":[{\"op\":\"create\",\"collection\":\"grants\",\"content\":{}}]}";

  private OperationSamples() {}

  /**
   * A request.
   *
   * @param path after the workspace's; null for the list of workspaces
   * @param body JSON; null for none
   * @param badPath a path that the contract refuses; null if a bad body is all there can be
   */
  record Sample(
      String method, @Nullable String path, @Nullable String body, @Nullable String badPath) {

    /** Whether the contract can refuse a request to this operation at all. */
    boolean refusable() {
      return badPath != null || body != null;
    }

    private String mediaType() {
      return "PATCH".equals(method) ? "application/merge-patch+json" : "application/json";
    }

    Sample broken() {
      return badPath == null
          ? new Sample(method, path, "{\"unknown\":1}", null)
          : new Sample(method, badPath, body, null);
    }

    /** The request in a workspace, with what is put before the query and after the path. */
    HttpRequest.Builder in(TestServer server, String workspace, String suffix) {
      String base = path == null ? "/v1/workspaces" : "/v1/workspaces/foundations." + workspace;
      HttpRequest.Builder request = server.request(base + (path == null ? "" : path) + suffix);
      return body == null
          ? request.method(method, BodyPublishers.noBody())
          : request
              .method(method, BodyPublishers.ofString(body))
              .header("Content-Type", mediaType());
    }

    /** The same by a member of this group. */
    HttpRequest.Builder by(TestServer server, String workspace, String group) {
      return in(server, workspace, "").header("Authorization", "Bearer " + TestTokens.of(group));
    }
  }

  /** By operation id. */
  static Map<String, Sample> all() {
    Map<String, Sample> all = new LinkedHashMap<>();
    String bad = "/collections/a%20b/documents";
    all.put("listWorkspaces", new Sample("GET", null, null, null));
    all.put("getWorkspace", new Sample("GET", "", null, null));
    all.put("listDocuments", new Sample("GET", GRANTS, null, GRANTS + "?limit=0"));
    all.put("createDocument", new Sample("POST", GRANTS, "{}", bad));
    all.put("getDocument", new Sample("GET", GRANTS + "/1", null, bad + "/1"));
    all.put("putDocument", new Sample("PUT", GRANTS + "/1", "{}", bad + "/1"));
    all.put("patchDocument", new Sample("PATCH", GRANTS + "/1", "{}", bad + "/1"));
    all.put("deleteDocument", new Sample("DELETE", GRANTS + "/1", null, GRANTS + "/a%20b"));
    all.put("restoreDocument", new Sample("POST", GRANTS + "/1/restore", null, bad + "/1/restore"));
    String purge = GRANTS + "/1/purge";
    all.put("purgeDocument", new Sample("POST", purge, null, bad + "/1/purge"));
    all.put("batchDocuments", new Sample("POST", "/batches", BATCH, null));
    all.put("listCollections", new Sample("GET", "/collections", null, "/collections?limit=0"));
    String versions = GRANTS + "/1/versions";
    all.put("listDocumentVersions", new Sample("GET", versions, null, versions + "?limit=0"));
    all.put("getDocumentVersion", new Sample("GET", versions + "/1", null, versions + "/0"));
    all.put("listFiles", new Sample("GET", "/files", null, "/files?limit=x"));
    all.put("createFile", new Sample("POST", "/files", "{\"path\":\"a\"}", null));
    all.put("resolveFile", new Sample("POST", "/files/resolve", "{\"path\":\"a\"}", null));
    all.put("deleteFile", new Sample("DELETE", FILE, null, "/files/a%20b"));
    all.put("getFile", new Sample("GET", FILE + "/content", null, "/files/a%20b/content"));
    all.put("putFile", new Sample("PUT", FILE + "/content", "{}", "/files/a%20b/content"));
    String newMember = "{\"email\":\"carol@acme.example\",\"roles\":[\"viewers\"]}";
    all.put("listMembers", new Sample("GET", "/members", null, "/members?limit=0"));
    all.put("addMember", new Sample("POST", "/members", newMember, null));
    String rights = "{\"roles\":[\"viewers\"]}";
    all.put("updateMember", new Sample("PUT", "/members/sub-1", rights, "/members/a%20b"));
    all.put("removeMember", new Sample("DELETE", "/members/sub-1", null, "/members/a%20b"));
    String events = "/audit/events";
    all.put("listAuditEvents", new Sample("GET", events, null, events + "?limit=0"));
    String verification = "/audit/verification";
    all.put("verifyAudit", new Sample("GET", verification, null, verification + "?day=x"));
    all.put("getUsage", new Sample("GET", "/usage", null, null));
    indexes(all);
    files(all);
    return all;
  }

  private static void indexes(Map<String, Sample> all) {
    String indexes = "/collections/grants/indexes";
    all.put("getIndexes", new Sample("GET", indexes, null, "/collections/a%20b/indexes"));
    all.put("putIndexes", new Sample("PUT", indexes, "{\"fields\":[]}", null));
    String search = "{\"filter\":[{\"field\":\"/a\",\"eq\":1}]}";
    all.put("searchDocuments", new Sample("POST", "/collections/grants/search", search, null));
  }

  private static void files(Map<String, Sample> all) {
    String bad = "/files/a%20b";
    all.put("getFileInfo", new Sample("GET", FILE, null, bad));
    all.put("restoreFile", new Sample("POST", FILE + "/restore", null, bad + "/restore"));
    all.put("purgeFile", new Sample("POST", FILE + "/purge", null, bad + "/purge"));
    all.put("listFileVersions", new Sample("GET", FILE + "/versions", null, bad + "/versions"));
    String uploads = FILE + "/uploads";
    all.put("createUpload", new Sample("POST", uploads, "{\"size\":1}", null));
    all.put("getUpload", new Sample("GET", uploads + "/1", null, uploads + "/a%20b"));
    all.put("abortUpload", new Sample("DELETE", uploads + "/1", null, uploads + "/a%20b"));
    String part = uploads + "/1/parts/";
    all.put("putUploadPart", new Sample("PUT", part + "1", "{}", part + "0"));
    String complete = "/complete";
    all.put(
        "completeUpload",
        new Sample("POST", uploads + "/1" + complete, null, uploads + "/a%20b" + complete));
  }
}
