// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix.wire;

import com.sun.net.httpserver.HttpExchange;
import dev.foundation.operator.relay.Answer;
import dev.foundation.operator.stack.KubernetesRequests;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;

/** What a process takes for the API server. */
public final class KubernetesGateway extends HttpGateway {

  /** See {@link HttpGateway#HttpGateway}. */
  public KubernetesGateway(URI upstream, HttpClient client, Gate gate) {
    super(upstream, client, gate);
  }

  @Override
  Call call(HttpExchange exchange, byte[] body) {
    return KubernetesRequests.record(exchange.getRequestMethod(), exchange.getRequestURI())
        .map(Call::of)
        .orElseGet(() -> new Call("kubernetes", "get " + exchange.getRequestURI().getPath()));
  }

  @Override
  Answer failed(Call call) {
    return status(500, "InternalError", Map.of());
  }

  @Override
  Answer throttled(Call call) {
    return status(429, "TooManyRequests", Map.of("Retry-After", List.of("1")));
  }

  private static Answer status(int code, String reason, Map<String, List<String>> headers) {
    String body =
        """
        {"kind":"Status","apiVersion":"v1","status":"Failure","code":%d,"reason":"%s","message":"injected"}
        """
            .formatted(code, reason);
    return Answer.of(code, headers, body);
  }
}
