// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.bench;

import dev.foundation.api.bench.cloud.FastWorkspace;
import dev.foundation.api.testing.TestTokens;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Moves contents into and out of a workspace's files, one request at a time. */
record Transfers(HttpClient client, URI api, FastWorkspace workspace) {

  /** Makes a file; answers its path below the workspace. */
  String file(String name) throws IOException, InterruptedException {
    return "/files/"
        + created("/files", "{\"path\":\"" + name + "\",\"contentType\":\"text/plain\"}");
  }

  /** Begins an upload to the file; answers its path below the workspace. */
  String upload(String file, long size, int partSize) throws IOException, InterruptedException {
    String uploads = file + "/uploads";
    return uploads
        + "/"
        + created(uploads, "{\"size\":" + size + ",\"partSize\":" + partSize + "}");
  }

  void put(String path, InputStream content) throws IOException, InterruptedException {
    BodyPublisher body = BodyPublishers.ofInputStream(() -> content);
    demand(client.send(request(path).PUT(body).build(), BodyHandlers.ofString()));
  }

  InputStream get(String path) throws IOException, InterruptedException {
    return demand(client.send(request(path).build(), BodyHandlers.ofInputStream()));
  }

  private String created(String path, String json) throws IOException, InterruptedException {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build();
    return new JsonObject(demand(client.send(request, BodyHandlers.ofString()))).getString("id");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(api.resolve(workspace.path() + path))
        .header("Authorization", "Bearer " + TestTokens.of(workspace.group()));
  }

  private static <T> T demand(HttpResponse<T> answer) {
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException("not measured, the API answers " + answer.statusCode());
    }
    return answer.body();
  }
}
