// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;

/** Asks a readiness endpoint, as the kubelet does. */
final class HttpProbe implements BooleanSupplier {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final HttpClient client;
  private final HttpRequest request;

  HttpProbe(SSLContext trust, URI endpoint) {
    this.client = HttpClient.newBuilder().sslContext(trust).connectTimeout(PATIENCE).build();
    this.request = HttpRequest.newBuilder(endpoint).timeout(PATIENCE).build();
  }

  @Override
  public boolean getAsBoolean() {
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
