// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix.wire;

import dev.foundation.localstack.proxy.call.AwsError;
import dev.foundation.localstack.proxy.call.AwsRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * A process' connections to AWS through its gate, below the SDK's own retries.
 *
 * @param connections stay open when this is closed
 */
public record AwsGateway(SdkHttpClient connections, Gate gate) implements SdkHttpClient {

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    AwsRequest asked = read(request);
    ExecutableHttpRequest real = connections.prepareRequest(request);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return gate.pass(Call.of(asked), new SdkWire(asked.service(), real));
      }

      @Override
      public void abort() {
        real.abort();
      }
    };
  }

  @Override
  public void close() {
    // Whoever opened the connections closes them.
  }

  private static AwsRequest read(HttpExecuteRequest request) {
    SdkHttpRequest http = request.httpRequest();
    String query = http.encodedQueryParameters().map(q -> "?" + q).orElse("");
    AwsRequest head =
        AwsRequest.head(
            AwsRequest.RequestLine.of(http.method().name(), http.encodedPath() + query),
            http.firstMatchingHeader("Authorization").orElse(null),
            http.firstMatchingHeader("X-Amz-Target").orElse(null));
    return head.hasBulkBody() ? head : head.withBody(body(request));
  }

  private static String body(HttpExecuteRequest request) {
    try (InputStream body =
        request
            .contentStreamProvider()
            .map(provider -> provider.newStream())
            .orElseGet(InputStream::nullInputStream)) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record SdkWire(String service, ExecutableHttpRequest real)
      implements Wire<HttpExecuteResponse> {

    @Override
    public HttpExecuteResponse send() throws IOException {
      return real.call();
    }

    @Override
    public void discard(HttpExecuteResponse answer) throws IOException {
      Optional<AbortableInputStream> body = answer.responseBody();
      if (body.isPresent()) {
        body.get().readAllBytes();
        body.get().close();
      }
    }

    @Override
    public HttpExecuteResponse failed() {
      return answer(InjectedErrors.failed());
    }

    @Override
    public HttpExecuteResponse throttled() {
      return answer(InjectedErrors.throttled(service));
    }

    private HttpExecuteResponse answer(AwsError error) {
      AwsError.Document document = error.in(service);
      return HttpExecuteResponse.builder()
          .response(
              SdkHttpResponse.builder()
                  .statusCode(error.status())
                  .putHeader("Content-Type", document.contentType())
                  .putHeader("x-amzn-RequestId", document.requestId())
                  .putHeader("x-amzn-ErrorType", error.code())
                  .build())
          .responseBody(
              AbortableInputStream.create(
                  new ByteArrayInputStream(document.body().getBytes(StandardCharsets.UTF_8))))
          .build();
    }
  }
}
