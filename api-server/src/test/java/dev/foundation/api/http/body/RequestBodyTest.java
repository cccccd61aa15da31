// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timer;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

  /** On another the request could end between two steps, and its connection be cut for nothing. */
  @Test
  void isReadAwayOnItsConnectionsEventLoop() throws Exception {
    byte[] head =
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n"
            .formatted(BODY.length)
            .getBytes(StandardCharsets.US_ASCII);
    try (ExecutorService sender = Executors.newVirtualThreadPerTaskExecutor();
        Socket client = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        BufferedReader answers =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
      client.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
      for (int i = 0; i < REQUESTS; i++) {
        Future<?> sent =
            sender.submit(() -> {
              client.getOutputStream().write(head);
              client.getOutputStream().write(BODY);
              return null;
            });
        assertThat(answers.readLine()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(answers.lines().takeWhile(line -> !line.isEmpty())).isNotEmpty();
        assertThat(answers.skip("refused".length())).isEqualTo("refused".length());
        assertThat(sent).as("a body that nobody wanted is read away").succeedsWithin(PATIENCE);
      }
    }
  }
}
