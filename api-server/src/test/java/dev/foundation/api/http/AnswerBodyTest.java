// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.foundation.api.operation.Answer;
import dev.foundation.api.operation.AnswerBody;
import dev.foundation.api.operation.StreamingOperation;
import dev.foundation.api.testing.RawRequest;
import dev.foundation.api.testing.TestServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whatever becomes of an answer, its body is closed once. */
class AnswerBodyTest {

  private static final String CONTENT = TestServer.ACME + "/files/f-1/content";

  private final AtomicInteger closed = new AtomicInteger();

  @Test
  void isClosedWhenItIsWritten() throws Exception {
    try (TestServer server = serving((call, body) -> answer(out -> out.write('1')))) {
      assertThat(server.send(server.authorized(CONTENT, TestServer.ADMIN)).body()).isEqualTo("1");
      awaitClosed();
    }
  }

  @Test
  void isClosedWhenItFails() throws Exception {
    AnswerBody failing =
        out -> {
          out.write(new byte[1 << 20]);
          throw new IOException("a chunk failed");
        };
    try (TestServer server = serving((call, body) -> answer(failing))) {
      assertThatThrownBy(() -> server.send(server.authorized(CONTENT, TestServer.ADMIN)))
          .isInstanceOf(IOException.class);
      awaitClosed();
    }
  }

  @Test
  void isClosedWhenTheClientIsGoneBeforeItsFirstByte() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    StreamingOperation waiting =
        (call, body) -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
          return answer(out -> out.write('1'));
        };
    try (TestServer server = serving(waiting)) {
      try (Socket _ = RawRequest.open(server, "GET", CONTENT)) {
        begun.await();
      }
      interrupted.await();
      awaitClosed();
    }
  }

  @Test
  void isClosedUnwrittenWhenItsEventCouldNotBeStored() throws Exception {
    TestServer[] holder = new TestServer[1];
    StreamingOperation unrecorded =
        (call, body) -> {
          holder[0].audit().store.away(true);
          return answer(out -> out.write('1'));
        };
    try (TestServer server = serving(unrecorded)) {
      holder[0] = server;
      assertThat(server.send(server.authorized(CONTENT, TestServer.ADMIN)).statusCode())
          .isEqualTo(503);
      awaitClosed();
    }
  }

  private static TestServer serving(StreamingOperation download) throws Exception {
    return new TestServer(Map.of("getFile", download));
  }

  private void awaitClosed() {
    await().untilAsserted(() -> assertThat(closed).hasValue(1));
  }

  private Answer answer(AnswerBody body) {
    AnswerBody counted =
        new AnswerBody() {
          @Override
          public void writeTo(OutputStream out) throws IOException {
            body.writeTo(out);
          }

          @Override
          public void close() {
            closed.incrementAndGet();
          }
        };
    return Answer.stream(200, Map.of("Content-Type", "text/plain"), counted);
  }
}
