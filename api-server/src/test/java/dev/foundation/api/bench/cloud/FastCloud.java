// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.bench.cloud;

import dev.foundation.api.testing.TestTokens;
import dev.foundation.crds.FoundationWorkspace;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** One listener for all of them; counts the calls of AWS by {@code Service.Action}. */
public final class FastCloud implements AutoCloseable {

  private static final String WORKSPACES = "/apis/foundation.dev/v1alpha1/foundationworkspaces";
  private static final String KEYS = "/keys";

  private final Vertx vertx = Vertx.vertx();
  private final FastTables tables = new FastTables();
  private final FastObjects objects = new FastObjects();
  private final Map<String, LongAdder> calls = new ConcurrentHashMap<>();
  private final JsonObject workspaces;
  private final HttpServer server;

  /** Listens on loopback, with these workspaces in Kubernetes. */
  public FastCloud(List<FoundationWorkspace> workspaces) {
    this.workspaces =
        new JsonObject()
            .put("apiVersion", "foundation.dev/v1alpha1")
            .put("kind", "FoundationWorkspaceList")
            .put("metadata", new JsonObject().put("resourceVersion", "1"))
            .put("items", new JsonArray(workspaces.stream().map(FastCloud::json).toList()));
    server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setMaxChunkSize(64 * 1024)
                    .setHandle100ContinueAutomatically(true))
            .requestHandler(this::handle)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  private static JsonObject json(FoundationWorkspace workspace) {
    return new JsonObject(io.fabric8.kubernetes.client.utils.Serialization.asJson(workspace));
  }

  /** Where everything is. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  /** Where the user pool's keys are. */
  public URI keys() {
    return endpoint().resolve(KEYS);
  }

  /** What was called since the start, how often. */
  public Map<String, Long> calls() {
    Map<String, Long> counts = new TreeMap<>();
    calls.forEach((name, count) -> counts.put(name, count.sum()));
    return counts;
  }

  /** The same since an earlier answer. */
  public Map<String, Long> callsSince(Map<String, Long> before) {
    Map<String, Long> since = calls();
    since.replaceAll((name, count) -> count - before.getOrDefault(name, 0L));
    return since;
  }

  private void count(String call) {
    calls.computeIfAbsent(call, first -> new LongAdder()).increment();
  }

  private void handle(HttpServerRequest request) {
    String target = request.getHeader("X-Amz-Target");
    if (target != null) {
      String call = target.replaceFirst("_\\d+", "").replace("TrentService", "Kms");
      count(call);
      request
          .body()
          .onSuccess(body ->
              request
                  .response()
                  .putHeader("Content-Type", "application/x-amz-json-1.0")
                  .end(
                      call.startsWith("Kms.")
                          ? FastKms.answer(call, body)
                          : tables.answer(call, body)));
    } else if (request.path().equals(WORKSPACES)) {
      kubernetes(request);
    } else if (request.path().equals(KEYS)) {
      request.response().end(TestTokens.keys().toString());
    } else if (request.path().equals("/")) {
      count("Sts.AssumeRole");
      request.response().putHeader("Content-Type", "text/xml").end(FastKms.session());
    } else {
      objects.handle(request);
    }
  }

  private void kubernetes(HttpServerRequest request) {
    if (request.getHeader("Upgrade") != null) {
      // A watch in which nothing happens.
      request.toWebSocket();
    } else {
      request.response().putHeader("Content-Type", "application/json").end(workspaces.toBuffer());
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
