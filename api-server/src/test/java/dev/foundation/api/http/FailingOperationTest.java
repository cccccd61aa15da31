// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foundation.api.audit.chain.AuditEvent;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.operation.StreamingOperation;
import dev.foundation.api.testing.ProductionLog;
import dev.foundation.api.testing.Tenants;
import dev.foundation.api.testing.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Errors of the virtual machine are failures like others: answered, logged and in the audit. */
class FailingOperationTest {

  private static final String DOCUMENTS = TestServer.ACME + "/collections/grants/documents";
  private static final String CONTENT = TestServer.ACME + "/files/f-1/content";

  @Test
  void answersLogsAndRecordsAnError() throws Exception {
    StreamingOperation failing =
        (call, body) -> {
          throw new StackOverflowError();
        };
    try (TestServer server = new TestServer(Map.of("listDocuments", failing))) {
      HttpResponse<String> answer;
      String log;
      try (ProductionLog printed = ProductionLog.capture()) {
        answer = server.send(patient(server.authorized(DOCUMENTS, TestServer.ADMIN)));
        log = printed.text();
      }
      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).contains("/problems/internal-error");
      assertThat(log).contains("internal-error", "StackOverflowError");
      assertThat(server.audit().events(Tenants.admin("acme-7k2")))
          .extracting(AuditEvent::status)
          .containsExactly(500);
    }
  }

  /** Of a failure that cannot be told, as when classes cannot be loaded any more. */
  private static final class Untold extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @Override
    public synchronized Throwable getCause() {
      throw new Untold();
    }
  }

  @Test
  void letsNobodyWaitForAnAnswerThatFailsAsWell() throws Exception {
    StreamingOperation failing =
        (call, body) -> {
          throw new Untold();
        };
    try (TestServer server = new TestServer(Map.of("listDocuments", failing))) {
      assertThatThrownBy(() -> server.send(patient(server.authorized(DOCUMENTS, TestServer.ADMIN))))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(java.net.http.HttpTimeoutException.class);
    }
  }

  @Test
  void neverEndsADownloadAsCompleteThatAnErrorEnded() throws Exception {
    StreamingOperation failing =
        (call, body) ->
            Answer.stream(
                200,
                Map.of("Content-Type", "text/plain"),
                out -> {
                  out.write(new byte[1024 * 1024]);
                  throw new StackOverflowError();
                });
    try (TestServer server = new TestServer(Map.of("getFile", failing))) {
      assertThatThrownBy(() -> server.send(patient(server.authorized(CONTENT, TestServer.ADMIN))))
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(java.net.http.HttpTimeoutException.class);
    }
  }

  private static HttpRequest.Builder patient(HttpRequest.Builder request) {
    return request.timeout(Duration.ofSeconds(20));
  }
}
