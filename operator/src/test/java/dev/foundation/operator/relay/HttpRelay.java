// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.relay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A process' own way to a server: a loopback port that answers as it is told to. */
public final class HttpRelay implements AutoCloseable {

  /** Many connect at once when a process starts. */
  private static final int BACKLOG = 1024;

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
          "proxy-connection",
          "transfer-encoding",
          "upgrade");

  private final URI upstream;
  private final HttpClient client;
  private final HttpServer server;
  private final Answering answering;
  private final Set<InputStream> open = ConcurrentHashMap.newKeySet();

  /** Decides what is answered. */
  @FunctionalInterface
  public interface Answering {

    /**
     * Answers a request; one without an answer ends with its connection.
     *
     * @param onward sends the same request to the server
     */
    Answer answer(HttpExchange asked, byte[] body, Onward onward) throws IOException;
  }

  /** A request that may be sent to the server. */
  @FunctionalInterface
  public interface Onward {

    /** What the server says. */
    Answer send() throws IOException;
  }

  /** A client for relays: over HTTP/1.1, where an answer that is held back holds back no other. */
  public static HttpClient.Builder client(SSLContext trust) {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(trust);
  }

  /**
   * Opens the port.
   *
   * @param client trusts the server, and stays open when this is closed
   */
  public HttpRelay(URI upstream, HttpClient client, Answering answering) {
    this.upstream = upstream;
    this.client = client;
    this.answering = answering;
    try {
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  /** Where it listens. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Cuts every connection. */
  @Override
  public void close() {
    server.stop(0);
    open.forEach(HttpRelay::closeQuietly);
  }

  private Answer send(HttpRequest onward) throws IOException {
    try {
      HttpResponse<InputStream> answer = client.send(onward, BodyHandlers.ofInputStream());
      return new Answer(answer.statusCode(), answer.headers().map(), answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      HttpRequest onward = onward(exchange, body);
      relay(answering.answer(exchange, body, () -> send(onward)), exchange);
    }
  }

  /** To the one server, whichever host was asked for: a proxy is told it. */
  private HttpRequest onward(HttpExchange exchange, byte[] body) {
    URI asked = exchange.getRequestURI();
    String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(upstream.resolve(asked.getRawPath() + query))
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
      boolean empty = answer.status() == NO_CONTENT || "HEAD".equals(exchange.getRequestMethod());
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
}
