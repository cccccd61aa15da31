// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http;

import static dev.foundation.api.testing.TestServer.ACME;
import static dev.foundation.api.testing.TestServer.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.audit.chain.AuditEvent;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.operation.Call;
import dev.foundation.api.operation.EntityTags;
import dev.foundation.api.testing.Tenants;
import dev.foundation.api.testing.TestServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** HEAD is answered as GET would be, without the body (RFC 9110, 9.3.2). */
class HeadTest {

  private static final String CONTENT = ACME + "/files/f-1/content";
  private static final long SIZE = 5L << 30;
  private static final String DOCUMENT = ACME + "/collections/grants/documents/d-1";

  private final AtomicInteger written = new AtomicInteger();
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server =
        new TestServer(
            Map.of(
                "getDocument",
                    (call, body) ->
                        Answer.json(200, Map.of("a", 1)).with("ETag", EntityTags.quoted("1")),
                "getFile", (call, body) -> content(call)));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void tellsWhatGetTells() throws Exception {
    HttpResponse<String> get = server.send(server.authorized(DOCUMENT, ADMIN));
    HttpResponse<String> head = server.send(server.authorized(DOCUMENT, ADMIN).HEAD());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().map().keySet()).isEqualTo(get.headers().map().keySet());
    assertThat(head.headers().firstValue("ETag")).hasValue("\"1\"");
    assertThat(head.headers().firstValue("Content-Length")).hasValue("7");
  }

  @Test
  void tellsTheLengthOfTheWholeAndReadsNothing() throws Exception {
    HttpResponse<String> head =
        server.send(server.authorized(CONTENT, ADMIN).HEAD().header("Range", "bytes=0-0"));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Length")).hasValue("" + SIZE);
    assertThat(written).hasValue(0);
    HttpResponse<String> part =
        server.send(server.authorized(CONTENT, ADMIN).header("Range", "bytes=0-0"));
    assertThat(part.statusCode()).as("on the same connection").isEqualTo(206);
    assertThat(written).hasValue(1);
  }

  @Test
  void isRefusedWhatGetIs() throws Exception {
    HttpResponse<String> stranger = server.send(server.authorized(DOCUMENT, "others.g").HEAD());
    assertThat(stranger.statusCode()).isEqualTo(404);
    assertThat(stranger.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(stranger.body()).isEmpty();
    HttpResponse<String> nothing = server.send(server.request(ACME + "/documents").HEAD());
    assertThat(nothing.statusCode()).isEqualTo(404);
  }

  @Test
  void leavesTheEventOfGet() throws Exception {
    var _ = server.send(server.authorized(DOCUMENT, ADMIN).HEAD());
    assertThat(server.audit().events(Tenants.admin("acme-7k2")))
        .extracting(AuditEvent::operation)
        .containsExactly("getDocument");
  }

  private Answer content(Call call) {
    if (call.header("Range").isPresent()) {
      return Answer.stream(206, Map.of("Content-Length", "1"), this::write);
    }
    return Answer.stream(200, Map.of("Content-Length", "" + SIZE), this::write);
  }

  private void write(OutputStream out) throws IOException {
    written.incrementAndGet();
    out.write('1');
  }
}
