// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.aws;

import java.io.IOException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/**
 * The HTTP client of all AWS clients. Where a call's time is over while it has no connection yet,
 * Apache's client complains of its own state; it becomes the I/O error that it is, which the SDK
 * retries and tells as its own, as its later versions (2.42.23) do themselves.
 */
final class ReleasedConnections implements SdkHttpClient {

  private final SdkHttpClient http;

  /** Around another client. */
  ReleasedConnections(SdkHttpClient http) {
    this.http = http;
  }

  /** Apache's client with these settings. */
  static SdkHttpClient around(Apache5HttpClient.Builder apache) {
    return new ReleasedConnections(apache.build());
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest prepared = http.prepareRequest(request);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        try {
          return prepared.call();
        } catch (IllegalStateException e) {
          throw new IOException("the connection was released", e);
        }
      }

      @Override
      public void abort() {
        prepared.abort();
      }
    };
  }

  @Override
  public String clientName() {
    return http.clientName();
  }

  @Override
  public void close() {
    http.close();
  }
}
