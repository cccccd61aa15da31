// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HealthEndpointTest {

  private static int status(HealthEndpoint endpoint, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + endpoint.port() + path);
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).statusCode();
    }
  }

  @Test
  void livesFromTheStartAndIsReadyWhenAsked() throws Exception {
    AtomicBoolean ready = new AtomicBoolean();
    try (HealthEndpoint endpoint =
        HealthEndpoint.listen("127.0.0.1", 0, () -> true, ready::get, () -> "")) {
      assertThat(status(endpoint, "/livez")).isEqualTo(200);
      assertThat(status(endpoint, "/readyz")).isEqualTo(503);
      ready.set(true);
      assertThat(status(endpoint, "/readyz")).isEqualTo(200);
      assertThat(status(endpoint, "/readyz/more")).isEqualTo(404);
    }
  }

  @Test
  void showsTheMetricsInPrometheusTextFormat() throws Exception {
    try (HealthEndpoint endpoint =
            HealthEndpoint.listen("127.0.0.1", 0, () -> true, () -> true, () -> "up 1\n");
        HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + endpoint.port() + "/metrics");
      var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("up 1\n");
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/plain; version=0.0.4");
      assertThat(status(endpoint, "/metrics/more")).isEqualTo(404);
    }
  }
}
