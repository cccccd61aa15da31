// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.Tenants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Transfers hold a connection for as long as their clients read. */
class TransferConnectionsTest {

  private static final int CONNECTIONS = AssumedRoleClients.MOST_CONNECTIONS;
  private static final String ROLE =
      """
      <AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>a</AccessKeyId>\
      <SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>\
      <Expiration>2999-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>
      """;

  private final AtomicInteger held = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);

  @Test
  void holdingAllOfTheirsKeepsNoOtherCallWaiting() throws Exception {
    Tenant acme = Tenants.admin("acme");
    HttpServer aws =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 2 * CONNECTIONS);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        AssumedRoleClients clients =
            new AssumedRoleClients(
                "pod",
                StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "s")),
                Region.EU_WEST_1,
                URI.create("http://127.0.0.1:" + aws.getAddress().getPort()));
        AutoCloseable _ = end::countDown) {
      aws.setExecutor(threads);
      aws.createContext("/", this::answer);
      aws.start();
      for (int i = 0; i < CONNECTIONS; i++) {
        threads.execute(
            () -> clients.s3(acme).getObjectAsBytes(get -> get.bucket("transfers").key("object")));
      }
      await().atMost(Duration.ofSeconds(30)).until(() -> held.get() == CONNECTIONS);

      assertThat(clients.dynamoDb(acme).listTables().tableNames()).isEmpty();
    } finally {
      aws.stop(0);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] sent = exchange.getRequestBody().readAllBytes();
    if ("GET".equals(exchange.getRequestMethod())) {
      held.incrementAndGet();
      untilTheEnd();
      send(exchange, "");
    } else {
      boolean role = new String(sent, StandardCharsets.UTF_8).contains("AssumeRole");
      send(exchange, role ? ROLE : "{\"TableNames\":[]}");
    }
  }

  private void untilTheEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
