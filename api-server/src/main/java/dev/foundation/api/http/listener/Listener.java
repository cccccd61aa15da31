// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http.listener;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a server listens and how it is secured.
 *
 * @param port 0 takes a free one
 * @param certificate PEM chain; null together with the key for plain HTTP
 * @param key PEM private key
 */
public record Listener(String host, int port, @Nullable Path certificate, @Nullable Path key) {

  /** Room for the longest parameters of the contract, percent-encoded. */
  public static final int MOST_LINE_BYTES = 8 * 1024;

  public static final int MOST_HEADER_BYTES = 16 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
  private static final Duration RENEWAL = Duration.ofSeconds(10);
  private static final int CHUNK_BYTES = 64 * 1024;

  /** Server options: TLS 1.3, or 1.2 for who has no better, unless there is no certificate. */
  public HttpServerOptions options() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(host)
            .setPort(port)
            .setHttp2ClearTextEnabled(false)
            .setMaxInitialLineLength(MOST_LINE_BYTES)
            .setMaxHeaderSize(MOST_HEADER_BYTES)
            .setMaxChunkSize(CHUNK_BYTES);
    if (certificate != null && key != null) {
      options
          .setSsl(true)
          .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"))
          .setKeyCertOptions(pem(certificate, key));
    }
    return options;
  }

  /** Listens; from then on new connections see a certificate soon after it was renewed. */
  public Future<HttpServer> listen(Vertx vertx, HttpServer server) {
    if (certificate != null && key != null) {
      vertx.setPeriodic(RENEWAL.toMillis(), look -> renew(vertx, server));
    }
    return server.listen();
  }

  /** What is the same changes nothing; what does not fit together is left for the next look. */
  private void renew(Vertx vertx, HttpServer server) {
    vertx
        .executeBlocking(() -> options().getSslOptions())
        .compose(server::updateSSLOptions)
        .onSuccess(changed -> {
          if (changed) {
            LOG.info("the certificate was renewed");
          }
        })
        .onFailure(
            failure -> LOG.error("the certificate cannot be renewed: {}", failure.toString()));
  }

  private static PemKeyCertOptions pem(Path certificate, Path key) {
    try {
      return new PemKeyCertOptions()
          .setCertValue(Buffer.buffer(Files.readAllBytes(certificate)))
          .setKeyValue(Buffer.buffer(Files.readAllBytes(key)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
