// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http;

import dev.foundation.api.logging.Failures;
import dev.foundation.api.operation.Json;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every failure becomes an RFC 9457 problem here, and nowhere else. */
final class ProblemHandler implements Handler<RoutingContext> {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
  private static final int SERVER_ERROR = 500;

  /**
   * The answer's body.
   *
   * @param detail absent from every 5xx
   */
  record Problem(
      String type, String title, int status, @Nullable String detail, String requestId) {}

  /** What the router itself refuses: no such route, no such path encoding. */
  @Override
  public void handle(RoutingContext context) {
    Throwable failure = context.failure();
    answer(context, failure != null ? failure : byStatus(context.statusCode()));
  }

  private static ProblemException byStatus(int status) {
    return switch (status) {
      case 400 ->
          new ProblemException(ProblemType.INVALID_REQUEST, "The request line is not valid.");
      case 404 ->
          new ProblemException(ProblemType.ROUTE_NOT_FOUND, "The contract has no such path.");
      case 413 -> new ProblemException(ProblemType.PAYLOAD_TOO_LARGE, "The request is too large.");
      case 415 ->
          new ProblemException(
              ProblemType.UNSUPPORTED_MEDIA_TYPE, "The content type is not supported.");
      default -> new ProblemException(ProblemType.INTERNAL_ERROR, "status " + status);
    };
  }

  /**
   * Answers with the problem; a response that has begun is broken off instead, so that nobody takes
   * it for complete, and so is one whose answer fails as well, so that nobody waits for it.
   */
  void answer(RoutingContext context, Throwable failure) {
    try {
      tell(context, failure);
    } catch (RuntimeException | Error e) {
      context.request().connection().close();
      throw e;
    }
  }

  private static void tell(RoutingContext context, Throwable failure) {
    HttpServerResponse response = context.response();
    ProblemException problem = ProblemException.of(failure);
    if (problem.type().status() >= SERVER_ERROR && !response.closed()) {
      // The class and the place only: a message may quote what it was given.
      LOG.error(
          "{} {}", Telemetry.of(context).describe(problem.type().slug()), Failures.trace(failure));
    }
    if (response.headWritten() || response.closed()) {
      context.request().connection().close();
      return;
    }
    write(response, problem, Telemetry.of(context));
  }

  /** Sends the problem as the whole answer. */
  static Future<Void> write(
      HttpServerResponse response, ProblemException problem, Telemetry telemetry) {
    problem.headers().forEach(response::putHeader);
    return response
        .setStatusCode(problem.type().status())
        .putHeader("Content-Type", "application/problem+json")
        .putHeader("Cache-Control", "no-store")
        .end(Buffer.buffer(body(problem, telemetry.requestId())));
  }

  private static byte[] body(ProblemException problem, String requestId) {
    ProblemType type = problem.type();
    String detail = type.status() >= SERVER_ERROR ? null : problem.detail();
    try {
      return Json.MAPPER.writeValueAsBytes(
          new Problem(type.uri(), type.title(), type.status(), detail, requestId));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
