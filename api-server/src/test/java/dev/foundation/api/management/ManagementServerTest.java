// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.http.listener.Listener;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagementServerTest {

  private final AtomicBoolean ready = new AtomicBoolean();
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ManagementServer server =
      new ManagementServer(new Listener("127.0.0.1", 0, null, null), ready::get, meters);

  @BeforeEach
  void start() throws Exception {
    vertx.deployVerticle(server).toCompletionStage().toCompletableFuture().get();
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void isAliveWhetherReadyOrNot() throws Exception {
    assertThat(get("/livez").statusCode()).isEqualTo(200);
    ready.set(true);
    assertThat(get("/livez").statusCode()).isEqualTo(200);
  }

  @Test
  void isReadyWhenTheServerIs() throws Exception {
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    ready.set(true);
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
    ready.set(false);
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
  }

  @Test
  void showsMetricsOfTheServerAndItsJvm() throws Exception {
    meters.counter("some.thing", "route", "/v1/workspaces/{ws}").increment();
    HttpResponse<String> answer = get("/metrics");
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(answer.body())
        .contains("some_thing_total{route=\"/v1/workspaces/{ws}\"} 1.0")
        .contains("jvm_memory_used_bytes", "jvm_threads_live_threads", "system_cpu_count");
  }

  @Test
  void hasNothingElse() throws Exception {
    assertThat(get("/v1/workspaces").statusCode()).isEqualTo(404);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
