// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.proxy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.foundation.localstack.proxy.evidence.Evidence;
import dev.foundation.localstack.proxy.fault.FaultRule;
import dev.foundation.localstack.proxy.fault.Faults;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/**
 * Evidence and faults over HTTP, for the command line and for tests in other processes: {@code GET}
 * and {@code DELETE /evidence} (the first with {@code ?identity=part}), {@code GET /counts}
 * (likewise), {@code GET}, {@code POST} and {@code DELETE /faults} (the last with {@code ?id=n} for
 * one).
 */
final class ControlEndpoint implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final Evidence evidence;
  private final Faults faults;

  ControlEndpoint(int port, Evidence evidence, Faults faults) throws IOException {
    this.evidence = evidence;
    this.faults = faults;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      int status = 200;
      Object answer;
      try {
        answer = answer(exchange);
      } catch (JsonProcessingException | NumberFormatException malformed) {
        status = 400;
        answer = Map.of("error", String.valueOf(malformed.getMessage()));
      }
      byte[] bytes = JSON.writeValueAsBytes(answer);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private Object answer(HttpExchange exchange) throws IOException {
    String query = exchange.getRequestURI().getQuery();
    String value = query == null ? "" : query.substring(query.indexOf('=') + 1);
    return switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
      case "GET /evidence" -> evidence.matching(call -> call.identity().contains(value));
      case "GET /counts" -> evidence.counts(value);
      case "DELETE /evidence" -> {
        evidence.clear();
        yield Map.of();
      }
      case "GET /faults" -> faults.rules();
      case "POST /faults" ->
          Map.of("id", faults.add(JSON.readValue(exchange.getRequestBody(), FaultRule.class)));
      case "DELETE /faults" -> {
        if (value.isEmpty()) {
          faults.clear();
        } else {
          faults.remove(Integer.parseInt(value));
        }
        yield Map.of();
      }
      default -> Map.of("paths", "/evidence /counts /faults");
    };
  }
}
