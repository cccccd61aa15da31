// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a server listens and how it is secured.
 *
 * @param port 0 takes a free one
 * @param certificate PEM chain; null together with the key for plain HTTP
 * @param key PEM private key
 */
public record Listener(String host, int port, @Nullable Path certificate, @Nullable Path key) {

  /** Room for the longest parameters of the contract, percent-encoded. */
  static final int MOST_LINE_BYTES = 8 * 1024;

  static final int MOST_HEADER_BYTES = 16 * 1024;

  private static final int CHUNK_BYTES = 64 * 1024;
  private static final int IDLE_SECONDS = 120;

  /** Server options: TLS 1.3, or 1.2 for who has no better, unless there is no certificate. */
  public HttpServerOptions options() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(host)
            .setPort(port)
            .setHttp2ClearTextEnabled(false)
            .setMaxInitialLineLength(MOST_LINE_BYTES)
            .setMaxHeaderSize(MOST_HEADER_BYTES)
            .setMaxChunkSize(CHUNK_BYTES)
            .setIdleTimeout(IDLE_SECONDS);
    if (certificate != null && key != null) {
      options
          .setSsl(true)
          .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"))
          .setKeyCertOptions(
              new PemKeyCertOptions()
                  .setCertPath(certificate.toString())
                  .setKeyPath(key.toString()));
    }
    return options;
  }
}
