// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timer;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestBodyTest {

  private static final int REQUESTS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** More than a connection holds of what nobody reads. */
  private static final byte[] BODY = new byte[16 << 20];

  private final Vertx vertx = Vertx.vertx();
  private final Timer timer = new HashedWheelTimer();
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private HttpServer server;

  @BeforeEach
  void listen() {
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::serve)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  @AfterEach
  void close() {
    done.complete(null);
    vertx.close().toCompletionStage().toCompletableFuture().join();
    timer.stop();
  }

  /** As every request is served: on a thread of its own, which reads nothing of this one. */
  private void serve(HttpServerRequest request) {
    request.pause();
    RequestBody body =
        new RequestBody(
            request,
            vertx.getOrCreateContext(),
            new Patience(Pace.within(Duration.ofMinutes(1)), timer));
    Thread loop = Thread.currentThread();
    Thread.startVirtualThread(() -> {
      occupyAllBut(loop);
      request.response().end("refused").toCompletionStage().toCompletableFuture().join();
      body.discard();
    });
  }

  /** A thread without a context is given one on the loop whose turn it is. */
  private void occupyAllBut(Thread loop) {
    for (int i = 0; i < VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE; i++) {
      Thread.startVirtualThread(() ->
          vertx.runOnContext(go -> {
            if (Thread.currentThread() != loop) {
              done.join();
            }
          }));
    }
  }

  /**
   * On another the request could end between two steps, and its connection be cut for nothing. The
   * client sends all of a body before it looks for an answer.
   */
  @Test
  void isReadAwayOnItsConnectionsEventLoop() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort()))
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofByteArray(BODY))
            .build();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (int i = 0; i < REQUESTS; i++) {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("refused");
      }
    }
  }
}
