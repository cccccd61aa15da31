// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.net.URIAuthority;
import org.jspecify.annotations.Nullable;

/**
 * The emulator as an HTTP server: calls go to it as they came, under a scheme of the proxy's word.
 */
final class Upstream implements AutoCloseable {

  /** Of one connection only (RFC 9110, 7.6.1), or the proxy's own to state. */
  private static final Set<String> NOT_FORWARDED = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  static {
    NOT_FORWARDED.addAll(
        Set.of("Connection", "Keep-Alive", "Transfer-Encoding", "TE", "Trailer", "Upgrade"));
    NOT_FORWARDED.addAll(Set.of("Content-Length", "Expect", "Host", "Proxy-Connection"));
    NOT_FORWARDED.addAll(
        Set.of("Forwarded", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-For"));
  }

  private final HttpHost host;
  private final CloseableHttpClient client;

  Upstream(URI endpoint) {
    host = HttpHost.create(endpoint);
    client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnTotal(1000)
                    .setMaxConnPerRoute(1000)
                    .setDefaultSocketConfig(SocketConfig.custom().setTcpNoDelay(true).build())
                    .setConnectionFactory(
                        ManagedHttpClientConnectionFactory.builder()
                            .http1Config(
                                Http1Config.custom().setBufferSize(AwsProxy.BUFFER_SIZE).build())
                            .build())
                    // The emulator closes idle connections after some seconds.
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setValidateAfterInactivity(500, TimeUnit.MILLISECONDS)
                            .build())
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom().setProtocolUpgradeEnabled(false).build())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableContentCompression()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableDefaultUserAgent()
            .build();
  }

  /** Sends a copy of the request with this body; the caller closes the answer. */
  ClassicHttpResponse send(ClassicHttpRequest received, @Nullable HttpEntity body)
      throws IOException, ProtocolException {
    ClassicHttpRequest copy =
        new BasicClassicHttpRequest(received.getMethod(), received.getRequestUri());
    for (Header header : received.getHeaders()) {
      if (!NOT_FORWARDED.contains(header.getName())) {
        copy.addHeader(header);
      }
    }
    copy.setAuthority(hostOf(received));
    copy.setHeader("X-Forwarded-Proto", "https");
    copy.setEntity(body);
    return client.executeOpen(host, copy, null);
  }

  /** As the caller signed it. */
  private static @Nullable URIAuthority hostOf(ClassicHttpRequest received)
      throws ProtocolException {
    Header named = received.getFirstHeader("Host");
    try {
      return named == null ? null : URIAuthority.create(named.getValue());
    } catch (URISyntaxException e) {
      throw new ProtocolException("Host is malformed", e);
    }
  }

  /** Whether an answer's header is for the caller. */
  static boolean isForwarded(Header header) {
    return !NOT_FORWARDED.contains(header.getName());
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
