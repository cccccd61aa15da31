// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http;

import dev.foundation.api.http.listener.Listener;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/**
 * Answers what the HTTP parser gives up on, and closes the connection: nobody knows where the next
 * request would begin.
 */
final class UnreadableRequests implements Handler<HttpServerRequest> {

  private final MeterRegistry meters;

  UnreadableRequests(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public void handle(HttpServerRequest request) {
    Telemetry telemetry = Telemetry.begin(request, meters);
    request.response().putHeader("Connection", "close");
    ProblemHandler.write(request.response(), problem(request.decoderResult().cause()), telemetry)
        .onComplete(sent -> {
          telemetry.end(sent.succeeded());
          request.connection().close();
        });
  }

  private static ProblemException problem(Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException line ->
          new ProblemException(
              ProblemType.URI_TOO_LONG,
              "A request line has at most " + Listener.MOST_LINE_BYTES + " bytes.",
              line);
      case TooLongHttpHeaderException header ->
          new ProblemException(
              ProblemType.HEADERS_TOO_LARGE,
              "The headers have at most " + Listener.MOST_HEADER_BYTES + " bytes together.",
              header);
      default -> new ProblemException(ProblemType.INVALID_REQUEST, "This is not HTTP/1.1.", cause);
    };
  }
}
