// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.foundation.api.audit.chain.AuditEvent;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.operation.StreamingOperation;
import dev.foundation.api.testing.HeldOperation;
import dev.foundation.api.testing.RawRequest;
import dev.foundation.api.testing.Tenants;
import dev.foundation.api.testing.TestServer;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class StreamingTest {

  private static final String ADMIN = "foundations.acme";
  private static final String CONTENT = TestServer.ACME + "/files/f-1/content";
  private static final String DOCUMENTS = TestServer.ACME + "/collections/grants/documents";
  private static final int MIB = 1024 * 1024;
  private static final long SIZE = 192L * MIB;

  /** More than both ends' socket buffers on any machine, far less than {@link #SIZE}. */
  private static final long MOST_IN_FLIGHT = 64L * MIB;

  @Test
  void writesNoFasterThanTheClientReads() throws Exception {
    AtomicLong written = new AtomicLong();
    try (TestServer server = new TestServer(Map.of("getFile", (call, body) -> download(written)));
        Socket client = open(server, "GET", "Content-Length: 0")) {
      stalls(written);
      assertThat(written.get()).isLessThan(MOST_IN_FLIGHT);

      long received = client.getInputStream().transferTo(OutputStream.nullOutputStream());
      assertThat(received).isGreaterThan(SIZE);
    }
  }

  @Test
  void readsNoFasterThanTheOperation() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    AtomicLong sent = new AtomicLong();
    AtomicLong received = new AtomicLong();
    StreamingOperation slow =
        (call, body) -> {
          body.readNBytes(1);
          go.await();
          received.set(1 + body.transferTo(OutputStream.nullOutputStream()));
          return Answer.empty(204);
        };
    try (TestServer server = new TestServer(Map.of("putFile", slow));
        Socket client = open(server, "PUT", "Content-Length: " + SIZE)) {
      CompletableFuture<Void> upload = CompletableFuture.runAsync(() -> upload(client, sent));
      stalls(sent);
      assertThat(sent.get()).isLessThan(MOST_IN_FLIGHT);

      go.countDown();
      upload.join();
      await().untilAsserted(() -> assertThat(received).hasValue(SIZE));
    }
  }

  @Test
  void neverEndsAFailedDownloadAsComplete() throws Exception {
    StreamingOperation failing =
        (call, body) ->
            Answer.stream(
                200,
                Map.of("Content-Type", "text/plain"),
                out -> {
                  out.write(new byte[MIB]);
                  throw new IOException("a chunk failed");
                });
    try (TestServer server = new TestServer(Map.of("getFile", failing))) {
      assertThatThrownBy(() -> server.send(server.authorized(CONTENT, ADMIN)))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void answersAFailureBeforeTheFirstByteWithAProblem() throws Exception {
    StreamingOperation failing =
        (call, body) ->
            Answer.stream(
                200,
                Map.of("Content-Length", "7"),
                out -> {
                  throw new IOException("a chunk failed");
                });
    try (TestServer server = new TestServer(Map.of("getFile", failing))) {
      HttpResponse<String> answer = server.send(server.authorized(CONTENT, ADMIN));
      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).contains("internal-error");
    }
  }

  @Test
  void interruptsTheOperationWhenTheClientGoes() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    StreamingOperation waiting =
        (call, body) -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.set(true);
          }
          return Answer.empty(204);
        };
    try (TestServer server = new TestServer(Map.of("getFile", waiting))) {
      try (Socket client = open(server, "GET", "Content-Length: 0")) {
        begun.await();
        assertThat(client.isConnected()).isTrue();
      }
      await().untilTrue(interrupted);
    }
  }

  @Test
  void letsAChangeComeToItsEndWhenTheClientGoes() throws Exception {
    HeldOperation held = new HeldOperation(1, Answer.empty(204));
    try (TestServer server = new TestServer(Map.of("createDocument", held))) {
      String type = "Content-Type: application/json";
      try (Socket client = RawRequest.open(server, "POST", DOCUMENTS, type, "Content-Length: 2")) {
        client.getOutputStream().write("{}".getBytes(StandardCharsets.US_ASCII));
        held.untilBegun();
      }
      await().until(() -> broken(server) == 1);
      held.release();
      await()
          .untilAsserted(() ->
              assertThat(server.audit().events(Tenants.admin("acme-7k2")))
                  .extracting(AuditEvent::status)
                  .containsExactly(204));
    }
  }

  private static long broken(TestServer server) {
    return server.meters().find("http.server.requests").tag("outcome", "broken").timers().stream()
        .mapToLong(Timer::count)
        .sum();
  }

  @Test
  void failsTheReaderOfABrokenUpload() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean failed = new AtomicBoolean();
    StreamingOperation reading =
        (call, body) -> {
          try {
            body.readNBytes(10);
            begun.countDown();
            body.transferTo(OutputStream.nullOutputStream());
          } catch (IOException e) {
            failed.set(true);
          }
          return Answer.empty(204);
        };
    try (TestServer server = new TestServer(Map.of("putFile", reading))) {
      try (Socket client = open(server, "PUT", "Content-Length: 1000")) {
        client.getOutputStream().write(new byte[10]);
        begun.await();
      }
      await().untilTrue(failed);
    }
  }

  @Test
  void servesOthersWhileOneRequestIsHeldInItsStore() throws Exception {
    HeldOperation slow = new HeldOperation(20, Answer.json(200, Map.of()));
    try (TestServer server = new TestServer(Map.of("listDocuments", slow))) {
      CompletableFuture<?>[] waiting = new CompletableFuture<?>[20];
      for (int i = 0; i < waiting.length; i++) {
        waiting[i] =
            server
                .client()
                .sendAsync(
                    server.authorized(DOCUMENTS, ADMIN).build(),
                    HttpResponse.BodyHandlers.ofString());
      }
      slow.untilBegun();
      assertThat(server.send(server.authorized("/v1/workspaces", ADMIN)).statusCode())
          .isEqualTo(200);
      assertThat(waiting).noneMatch(CompletableFuture::isDone);
      slow.release();
      CompletableFuture.allOf(waiting).join();
    }
  }

  @Test
  void finishesWhatIsInFlightBeforeItStops() throws Exception {
    HeldOperation slow = new HeldOperation(1, Answer.json(200, Map.of("finished", true)));
    try (TestServer server = new TestServer(Map.of("listDocuments", slow))) {
      CompletableFuture<HttpResponse<String>> inFlight =
          server
              .client()
              .sendAsync(
                  server.authorized(DOCUMENTS, ADMIN).build(),
                  HttpResponse.BodyHandlers.ofString());
      slow.untilBegun();
      CompletableFuture<Void> stopped = server.stop().toCompletionStage().toCompletableFuture();
      assertThatThrownBy(
              () -> {
                while (true) {
                  new Socket(InetAddress.getLoopbackAddress(), server.port()).close();
                }
              })
          .isInstanceOf(IOException.class);
      slow.release();
      assertThat(inFlight.join().body()).contains("finished");
      stopped.join();
    }
  }

  @Test
  void answersWhatIsReadyBeforeAnybodyListensForItsEnd() throws Exception {
    StreamingOperation instant = (call, body) -> Answer.json(200, Map.of());
    ListAppender<ILoggingEvent> logged = new ListAppender<>();
    Logger logger = (Logger) LoggerFactory.getLogger(ProblemHandler.class);
    logger.addAppender(logged);
    logged.start();
    try (TestServer server = new TestServer(Map.of("listDocuments", instant))) {
      for (int i = 0; i < 300; i++) {
        assertThat(server.send(server.authorized(DOCUMENTS, ADMIN)).statusCode()).isEqualTo(200);
      }
    } finally {
      logger.detachAppender(logged);
    }
    assertThat(logged.list).isEmpty();
  }

  @Test
  void refusesAnUploadWithoutReadingIt() throws Exception {
    try (TestServer server = new TestServer(Map.of())) {
      HttpResponse<String> answer =
          server.send(server.request(CONTENT).PUT(BodyPublishers.ofByteArray(new byte[4 * MIB])));
      assertThat(answer.statusCode()).isEqualTo(401);
    }
  }

  private static Answer download(AtomicLong written) {
    return Answer.stream(
        200,
        Map.of("Content-Type", "application/octet-stream", "Content-Length", String.valueOf(SIZE)),
        out -> {
          byte[] block = new byte[MIB];
          for (long sent = 0; sent < SIZE; sent += block.length) {
            out.write(block);
            written.addAndGet(block.length);
          }
        });
  }

  private static Socket open(TestServer server, String method, String header) throws IOException {
    return RawRequest.open(
        server, method, CONTENT, "Connection: close", "Content-Type: text/plain", header);
  }

  private static void upload(Socket client, AtomicLong sent) {
    byte[] block = new byte[MIB];
    try {
      for (long done = 0; done < SIZE; done += block.length) {
        client.getOutputStream().write(block);
        sent.addAndGet(block.length);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Waits until the count has begun and has not changed for a second. */
  private static void stalls(AtomicLong count) {
    AtomicLong last = new AtomicLong(-1);
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> last.getAndSet(count.get()) == count.get() && count.get() > 0);
  }
}
