// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.foundation.localstack.proxy.evidence.RecordedCall;
import dev.foundation.localstack.proxy.fault.Effect;
import dev.foundation.localstack.proxy.fault.FaultRule;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwsProxyTest {

  private static final long STREAMED = 256L << 20;

  @TempDir private static Path directory;
  private static SSLContext tls;

  private final CopyOnWriteArrayList<Seen> seen = new CopyOnWriteArrayList<>();
  private HttpServer upstream;
  private AwsProxy proxy;
  private HttpClient client;

  private record Seen(String host, String proto, String target, long bytes, String body) {}

  @BeforeAll
  static void makeCertificate() {
    tls = TestTls.selfSigned(directory);
  }

  @BeforeEach
  void start() throws IOException {
    upstream = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    upstream.createContext("/", this::answer);
    upstream.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    upstream.start();
    proxy =
        AwsProxy.start(
            ProxySettings.of(
                URI.create("http://127.0.0.1:" + upstream.getAddress().getPort()), tls));
    client = HttpClient.newBuilder().sslContext(tls).version(HttpClient.Version.HTTP_1_1).build();
  }

  @AfterEach
  void stop() {
    client.close();
    proxy.close();
    upstream.stop(0);
  }

  /** Answers what it was asked: so many blocks, or a fixed sentence. */
  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      long bytes = 0;
      String body = "";
      try (InputStream in = exchange.getRequestBody()) {
        byte[] buffer = new byte[Blocks.BLOCK.length];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          bytes += n;
          body = n < 100 ? new String(buffer, 0, n, UTF_8) : "";
        }
      }
      seen.add(
          new Seen(
              exchange.getRequestHeaders().getFirst("Host"),
              String.join(",", exchange.getRequestHeaders().get("X-Forwarded-Proto")),
              exchange.getRequestURI().toString(),
              bytes,
              body));
      exchange.getResponseHeaders().set("x-amzn-RequestId", "request-1");
      if (exchange.getRequestURI().getPath().equals("/bucket/large")) {
        exchange.sendResponseHeaders(200, STREAMED);
        for (long sent = 0; sent < STREAMED; sent += Blocks.BLOCK.length) {
          exchange.getResponseBody().write(Blocks.BLOCK);
        }
      } else {
        byte[] sentence = "a sentence of the upstream".getBytes(UTF_8);
        exchange.sendResponseHeaders(200, sentence.length);
        exchange.getResponseBody().write(sentence);
      }
    }
  }

  private HttpRequest.Builder request(String target) {
    return HttpRequest.newBuilder(URI.create(proxy.endpoint() + target));
  }

  private HttpRequest.Builder signed(String service, String target) {
    return request(target)
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=AKIDTEST/20261124/eu-west-1/"
                + service
                + "/aws4_request, SignedHeaders=host, Signature=0");
  }

  private HttpRequest putItem() {
    return signed("dynamodb", "/")
        .header("X-Amz-Target", "DynamoDB_20120810.PutItem")
        .POST(BodyPublishers.ofString("{\"TableName\":\"fdn-a\",\"Item\":{}}"))
        .build();
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return client.send(request, BodyHandlers.ofString());
  }

  @Test
  void keepsHostAndTargetAndStatesTheSchemeItself() throws Exception {
    send(signed("s3", "/bucket/a%2Fb?versionId=1").header("X-Forwarded-Proto", "http").build());

    assertThat(seen)
        .containsExactly(
            new Seen(
                "127.0.0.1:" + proxy.endpoint().getPort(),
                "https",
                "/bucket/a%2Fb?versionId=1",
                0,
                ""));
  }

  @Test
  void streamsMoreThanItMayHoldBothWays() throws Exception {
    long before = heapInUse();
    long start = System.nanoTime();
    client.send(
        signed("s3", "/bucket/up")
            .expectContinue(true)
            .PUT(BodyPublishers.ofInputStream(() -> new Blocks(STREAMED)))
            .build(),
        BodyHandlers.discarding());
    long up = System.nanoTime();
    long received =
        client
            .send(signed("s3", "/bucket/large").build(), BodyHandlers.ofInputStream())
            .body()
            .skip(Long.MAX_VALUE);
    long down = System.nanoTime();

    assertThat(seen.getFirst().bytes()).isEqualTo(STREAMED);
    assertThat(received).isEqualTo(STREAMED);
    assertThat(heapInUse() - before).as("heap held afterwards").isLessThan(32L << 20);
    System.out.printf(
        "through the proxy: up %d MB/s, down %d MB/s%n",
        STREAMED / ((up - start) / 1000), STREAMED / ((down - up) / 1000));
  }

  private static long heapInUse() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  void recordsServiceActionResourceAndCaller() throws Exception {
    proxy.evidence().identities().name("AKIDTEST", "arn:aws:iam::000000000000:user/tester");
    send(putItem());

    assertThat(proxy.evidence().calls())
        .containsExactly(
            new RecordedCall(
                1,
                "dynamodb",
                "PutItem",
                "arn:aws:iam::000000000000:user/tester",
                List.of("fdn-a"),
                200,
                null,
                "request-1"));
    assertThat(proxy.evidence().counts()).containsEntry("dynamodb:PutItem", 1L);
  }

  @Test
  void answersTheNthCallWithTheInjectedError() throws Exception {
    proxy
        .faults()
        .add(
            FaultRule.nth(
                2, "dynamodb", "PutItem", new Effect.Answer(400, "ThrottlingException", "slow")));

    assertThat(send(putItem()).statusCode()).isEqualTo(200);
    HttpResponse<String> second = send(putItem());
    assertThat(second.statusCode()).isEqualTo(400);
    assertThat(second.body()).contains("\"__type\":\"ThrottlingException\"");
    assertThat(send(putItem()).statusCode()).isEqualTo(200);
    assertThat(seen).as("calls that reached AWS").hasSize(2);
    assertThat(proxy.evidence().matching(RecordedCall::failed))
        .singleElement()
        .extracting(RecordedCall::errorCode)
        .isEqualTo("ThrottlingException");
  }

  @Test
  void resetsTheConnectionBeforeOrAfterTheCall() throws Exception {
    int rule = proxy.faults().add(FaultRule.every("dynamodb", "PutItem", new Effect.Reset()));
    assertThatThrownBy(() -> send(putItem())).isInstanceOf(IOException.class);
    assertThat(seen).isEmpty();

    proxy.faults().remove(rule);
    proxy.faults().add(FaultRule.every("dynamodb", "PutItem", new Effect.LoseAnswer()));
    assertThatThrownBy(() -> send(putItem())).isInstanceOf(IOException.class);
    assertThat(seen).isNotEmpty();
    assertThat(proxy.evidence().matching(call -> call.status() == 0)).isNotEmpty();
  }

  @Test
  void cutsAnAnswerShort() {
    proxy.faults().add(FaultRule.every("s3", "GetObject", new Effect.CutBody(1 << 20)));

    assertThatThrownBy(() ->
            client
                .send(signed("s3", "/bucket/large").build(), BodyHandlers.ofInputStream())
                .body()
                .readAllBytes())
        .isInstanceOf(IOException.class);
  }

  @Test
  void holdsACallUntilReleasedWhileOthersPass() throws Exception {
    int rule = proxy.faults().add(FaultRule.every("s3", "GetObject", new Effect.Hold(60_000)));
    CompletableFuture<HttpResponse<String>> held =
        client.sendAsync(signed("s3", "/bucket/key").build(), BodyHandlers.ofString());

    assertThat(send(putItem()).statusCode()).isEqualTo(200);
    assertThat(held).isNotDone();
    proxy.faults().remove(rule);
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(held::isDone);
    assertThat(held.join().statusCode()).isEqualTo(200);
  }

  @Test
  void holdsAnAnswerOfACallThatWasMade() throws Exception {
    int rule =
        proxy.faults().add(FaultRule.every("dynamodb", "PutItem", new Effect.HoldAnswer(60_000)));
    CompletableFuture<HttpResponse<String>> held =
        client.sendAsync(putItem(), BodyHandlers.ofString());

    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !seen.isEmpty());
    assertThat(held).isNotDone();
    proxy.faults().remove(rule);
    assertThat(held.get(10, SECONDS).statusCode()).isEqualTo(200);
  }

  @Test
  void takesFaultsAndGivesEvidenceOverItsControlEndpoint() throws Exception {
    String rule =
        "{\"service\":\"dynamodb\",\"times\":1,\"effect\":"
            + "{\"type\":\"answer\",\"status\":500,\"code\":\"InternalServerError\",\"message\":\"\"}}";
    HttpResponse<String> added =
        send(
            HttpRequest.newBuilder(proxy.control().resolve("/faults"))
                .POST(BodyPublishers.ofString(rule))
                .build());
    assertThat(added.body()).isEqualTo("{\"id\":1}");

    assertThat(send(putItem()).statusCode()).isEqualTo(500);
    assertThat(
            send(HttpRequest.newBuilder(proxy.control().resolve("/evidence?identity=AKID")).build())
                .body())
        .contains("\"action\":\"PutItem\"", "\"errorCode\":\"InternalServerError\"");
  }

  @Test
  void answersUnavailableWhileTheEmulatorIsDown() throws Exception {
    upstream.stop(0);

    assertThat(send(putItem()).statusCode()).isEqualTo(503);
  }
}
