// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix.wire;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.foundation.localstack.proxy.call.AwsError;
import dev.foundation.localstack.proxy.call.AwsRequest;
import dev.foundation.operator.relay.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The HTTP proxy through which a process of its own reaches AWS. As a proxy it is told which host
 * the request was signed for; an endpoint would be signed for itself.
 */
public final class AwsProxyGateway extends HttpGateway {

  /** See {@link HttpGateway#HttpGateway}. */
  public AwsProxyGateway(URI upstream, HttpClient client, Gate gate) {
    super(upstream, client, gate);
  }

  @Override
  Call call(HttpExchange exchange, byte[] body) {
    Headers headers = exchange.getRequestHeaders();
    URI asked = exchange.getRequestURI();
    String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
    AwsRequest head =
        AwsRequest.head(
            AwsRequest.RequestLine.of(exchange.getRequestMethod(), asked.getRawPath() + query),
            headers.getFirst("Authorization"),
            headers.getFirst("X-Amz-Target"));
    return Call.of(
        head.hasBulkBody() ? head : head.withBody(new String(body, StandardCharsets.UTF_8)));
  }

  @Override
  Answer failed(Call call) {
    return answer(InjectedErrors.failed(), call);
  }

  @Override
  Answer throttled(Call call) {
    return answer(InjectedErrors.throttled(service(call)), call);
  }

  private static Answer answer(AwsError error, Call call) {
    AwsError.Document document = error.in(service(call));
    return Answer.of(
        error.status(), Map.of("x-amzn-ErrorType", List.of(error.code())), document.body());
  }

  private static String service(Call call) {
    return call.name().substring(0, call.name().indexOf(':'));
  }
}
