// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Answers {@code /livez} and {@code /readyz} with 200 or 503 and one word, and {@code /metrics} in
 * Prometheus' text format.
 */
public final class HealthEndpoint implements AutoCloseable {

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int UNAVAILABLE = 503;

  private final HttpServer server;

  private HealthEndpoint(HttpServer server) {
    this.server = server;
  }

  /**
   * Listens at once.
   *
   * @param port 0 takes a free one
   * @param live false asks for a restart
   * @param ready asked at each request, so it must be cheap
   * @param metrics Prometheus' text format, version 0.0.4
   */
  public static HealthEndpoint listen(
      String host, int port, BooleanSupplier live, BooleanSupplier ready, Supplier<String> metrics)
      throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/livez", exchange -> answer(exchange, "/livez", live));
    server.createContext("/readyz", exchange -> answer(exchange, "/readyz", ready));
    server.createContext("/metrics", exchange -> answerMetrics(exchange, metrics));
    server.start();
    return new HealthEndpoint(server);
  }

  /** The port that is listened on. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static void answerMetrics(HttpExchange exchange, Supplier<String> metrics)
      throws IOException {
    try (exchange) {
      if (!"/metrics".equals(exchange.getRequestURI().getPath())) {
        exchange.sendResponseHeaders(NOT_FOUND, -1);
        return;
      }
      byte[] text = metrics.get().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      exchange.sendResponseHeaders(OK, text.length);
      exchange.getResponseBody().write(text);
    }
  }

  private static void answer(HttpExchange exchange, String path, BooleanSupplier good)
      throws IOException {
    try (exchange) {
      if (!path.equals(exchange.getRequestURI().getPath())) {
        exchange.sendResponseHeaders(NOT_FOUND, -1);
        return;
      }
      boolean ok = good.getAsBoolean();
      byte[] word = (ok ? "ok" : "unavailable").getBytes(StandardCharsets.US_ASCII);
      exchange.sendResponseHeaders(ok ? OK : UNAVAILABLE, word.length);
      exchange.getResponseBody().write(word);
    }
  }
}
