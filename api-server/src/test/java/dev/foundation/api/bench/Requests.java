// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.bench;

import dev.foundation.api.bench.cloud.FastWorkspace;
import dev.foundation.api.testing.TestTokens;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** A client of an API over TLS, with so many connections at most. */
final class Requests implements AutoCloseable {

  /**
   * A connection on which nothing comes for so long is closed, and its request an error. A timeout
   * of each request would be kept, with the request, for as long as it is, and move the figures.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** As many members at work at the same time. */
  private static final int TOKENS = 200;

  /** By group; signing takes longer than most of what is measured. */
  private static final Map<String, List<String>> SIGNED = new ConcurrentHashMap<>();

  private static final AtomicInteger MEMBERS = new AtomicInteger();

  private static final Buffer DOCUMENT =
      Buffer.buffer("{\"note\":\"" + "x".repeat(1024 - "{\"note\":\"\"}".length()) + "\"}");

  private final HttpClientAgent client;
  private final String documents;
  private final String group;
  private final AtomicReference<List<String>> tokens;
  private final AtomicInteger next = new AtomicInteger();

  Requests(Vertx vertx, Path authority, int port, int connections, FastWorkspace workspace) {
    this(vertx, authority, port, connections, workspace, signed(workspace));
  }

  /** With these values of {@code Authorization}, one after the other. */
  Requests(
      Vertx vertx,
      Path authority,
      int port,
      int connections,
      FastWorkspace workspace,
      List<String> tokens) {
    this.documents = workspace.path() + "/collections/bench/documents/";
    this.client =
        vertx
            .httpClientBuilder()
            .with(
                new HttpClientOptions()
                    .setSsl(true)
                    .setDefaultHost("127.0.0.1")
                    .setDefaultPort(port)
                    .setIdleTimeout(Math.toIntExact(PATIENCE.toSeconds()))
                    .setTrustOptions(new PemTrustOptions().addCertPath(authority.toString())))
            .with(new PoolOptions().setHttp1MaxSize(connections))
            .build();
    group = workspace.group();
    this.tokens = new AtomicReference<>(tokens);
  }

  /** Values of {@code Authorization} of the workspace's members. */
  static List<String> signed(FastWorkspace workspace) {
    return SIGNED.computeIfAbsent(workspace.group(), absent -> sign(absent, TOKENS));
  }

  /** Signs so many tokens that no server has seen, for as many requests from now on. */
  void renew(int count) {
    tokens.set(sign(group, count));
  }

  private static List<String> sign(String group, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "Bearer " + TestTokens.ofSub("sub-" + MEMBERS.incrementAndGet(), group))
        .toList();
  }

  /** Makes the document of a lane. */
  CompletableFuture<Integer> create(int lane) {
    return send(HttpMethod.PUT, lane, "If-None-Match");
  }

  /** Replaces it. */
  CompletableFuture<Integer> put(int lane) {
    return send(HttpMethod.PUT, lane, "If-Match");
  }

  /** Reads it. */
  CompletableFuture<Integer> get(int lane) {
    return send(HttpMethod.GET, lane, "");
  }

  private CompletableFuture<Integer> send(HttpMethod method, int lane, String precondition) {
    return client
        .request(new RequestOptions().setMethod(method).setURI(documents + lane))
        .compose(request -> status(send(request, precondition)))
        .toCompletionStage()
        .toCompletableFuture();
  }

  /** Asked for where the answer comes in: elsewhere its end may have come before, unheard. */
  private static Future<Integer> status(Future<HttpClientResponse> answer) {
    return answer.compose(head -> head.body().map(head.statusCode()));
  }

  private Future<HttpClientResponse> send(HttpClientRequest request, String precondition) {
    List<String> signed = tokens.get();
    int token = next.getAndIncrement() & Integer.MAX_VALUE;
    request.putHeader("Authorization", signed.get(token % signed.size()));
    if (precondition.isEmpty()) {
      return request.send();
    }
    return request
        .putHeader("Content-Type", "application/json")
        .putHeader(precondition, "*")
        .send(DOCUMENT);
  }

  /** The same, and any answer but these is an error. */
  static CompletableFuture<?> answered(CompletableFuture<Integer> status, int... expected) {
    return status.thenAccept(actual -> {
      if (IntStream.of(expected).noneMatch(each -> each == actual)) {
        throw new IllegalStateException("not measured, the API answers " + actual);
      }
    });
  }

  @Override
  public void close() {
    client.close().toCompletionStage().toCompletableFuture().join();
  }
}
