// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** A tenant's developer: a base URL, a token, plain HTTP. */
public record Member(HttpClient http, URI base, Optional<String> token) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** One answer, read to its end. */
  public record Reply(HttpResponse<byte[]> response) {

    public int status() {
      return response.statusCode();
    }

    public JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** The last path segment of the problem's type; empty if the answer is no problem. */
    public String problem() {
      return header("content-type").startsWith("application/problem+json")
          ? json().path("type").asText().replaceFirst(".*[/#:]", "")
          : "";
    }

    @Override
    public String toString() {
      return status() + " " + new String(response.body(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  /** A client that trusts the stack's own authority. */
  public static Member at(URI base, SSLContext trust) {
    return new Member(
        HttpClient.newBuilder().sslContext(trust).connectTimeout(Duration.ofSeconds(10)).build(),
        base,
        Optional.empty());
  }

  public Member as(String bearer) {
    return new Member(http, base, Optional.of(bearer));
  }

  /** The same client without a token. */
  public Member anonymous() {
    return new Member(http, base, Optional.empty());
  }

  public Reply get(String path, String... headers) {
    return send("GET", path, BodyPublishers.noBody(), headers);
  }

  public Reply delete(String path, String... headers) {
    return send("DELETE", path, BodyPublishers.noBody(), headers);
  }

  public Reply post(String path, String json, String... headers) {
    return send("POST", path, BodyPublishers.ofString(json), withType(headers));
  }

  public Reply put(String path, String json, String... headers) {
    return send("PUT", path, BodyPublishers.ofString(json), withType(headers));
  }

  public Reply send(String method, String path, BodyPublisher body, String... headers) {
    try {
      return new Reply(http.send(request(method, path, body, headers), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The body as it arrives, for what does not fit in memory. */
  public HttpResponse<InputStream> stream(String path) throws IOException, InterruptedException {
    return http.send(request("GET", path, BodyPublishers.noBody()), BodyHandlers.ofInputStream());
  }

  private HttpRequest request(String method, String path, BodyPublisher body, String... headers) {
    var builder = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).method(method, body);
    token.ifPresent(bearer -> builder.header("authorization", "Bearer " + bearer));
    if (headers.length > 0) {
      builder.headers(headers);
    }
    return builder.build();
  }

  private static String[] withType(String... headers) {
    return Stream.concat(Stream.of("content-type", "application/json"), Stream.of(headers))
        .toArray(String[]::new);
  }
}
