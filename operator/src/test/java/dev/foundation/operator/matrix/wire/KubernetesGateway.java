// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.foundation.operator.stack.KubernetesRequests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** A process' own way to the Kubernetes API: a loopback port whose every request is gated. */
public final class KubernetesGateway implements AutoCloseable {

  private static final int NO_CONTENT = 204;
  private static final int PIECE = 16 * 1024;

  /** What belongs to one connection, not to the request. */
  private static final Set<String> HOP =
      Set.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "http2-settings",
          "transfer-encoding",
          "upgrade");

  private final URI upstream;
  private final HttpClient client;
  private final Gate gate;
  private final HttpServer server;
  private final Set<InputStream> open = ConcurrentHashMap.newKeySet();

  private KubernetesGateway(URI upstream, HttpClient client, Gate gate) throws IOException {
    this.upstream = upstream;
    this.client = client;
    this.gate = gate;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  /**
   * Opens the port.
   *
   * @param client trusts the API server, and stays open when this is closed
   */
  public static KubernetesGateway open(URI upstream, HttpClient client, Gate gate) {
    try {
      return new KubernetesGateway(upstream, client, gate);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the process takes for the API server. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Cuts every connection. */
  @Override
  public void close() {
    server.stop(0);
    open.forEach(KubernetesGateway::closeQuietly);
  }

  private record Answer(int status, Map<String, List<String>> headers, InputStream body) {}

  /** A request without an answer ends with its connection. */
  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      HttpRequest request = request(exchange);
      Call call =
          KubernetesRequests.record(exchange.getRequestMethod(), exchange.getRequestURI())
              .map(Call::of)
              .orElseGet(
                  () -> new Call("kubernetes", "get " + exchange.getRequestURI().getPath(), false));
      relay(gate.pass(call, new HttpWire(request)), exchange);
    }
  }

  private HttpRequest request(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(upstream.resolve(exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (!HOP.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return request.build();
  }

  /** Piece by piece, as a watch never ends. */
  private void relay(Answer answer, HttpExchange exchange) throws IOException {
    open.add(answer.body());
    try (InputStream from = answer.body()) {
      answer
          .headers()
          .forEach((name, values) -> {
            if (!name.startsWith(":") && !HOP.contains(name.toLowerCase(Locale.ROOT))) {
              exchange.getResponseHeaders().put(name, values);
            }
          });
      boolean empty = answer.status() == NO_CONTENT;
      exchange.sendResponseHeaders(answer.status(), empty ? -1 : 0);
      byte[] piece = new byte[PIECE];
      OutputStream to = exchange.getResponseBody();
      for (int read = from.read(piece); !empty && read >= 0; read = from.read(piece)) {
        to.write(piece, 0, read);
        to.flush();
      }
    } finally {
      open.remove(answer.body());
    }
  }

  private static void closeQuietly(InputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      // It is not read any more.
    }
  }

  private final class HttpWire implements Wire<Answer> {
    private final HttpRequest request;

    HttpWire(HttpRequest request) {
      this.request = request;
    }

    @Override
    public Answer send() throws IOException {
      try {
        HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
        return new Answer(answer.statusCode(), answer.headers().map(), answer.body());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException();
      }
    }

    @Override
    public void discard(Answer answer) {
      closeQuietly(answer.body());
    }

    @Override
    public Answer failed() {
      return status(500, "InternalError", Map.of());
    }

    @Override
    public Answer throttled() {
      return status(429, "TooManyRequests", Map.of("Retry-After", List.of("1")));
    }

    private static Answer status(int code, String reason, Map<String, List<String>> headers) {
      String body =
          """
          {"kind":"Status","apiVersion":"v1","status":"Failure","code":%d,"reason":"%s","message":"injected"}
          """
              .formatted(code, reason);
      return new Answer(
          code, headers, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
  }
}
