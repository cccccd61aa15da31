// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request's ids, its log line and its metric. They name the route's template and never what a
 * client sent; only a well-formed trace id is taken over (W3C Trace Context).
 */
final class Telemetry {

  private static final Logger LOG = LoggerFactory.getLogger("dev.foundation.api.requests");
  private static final String KEY = Telemetry.class.getName();
  private static final String REQUEST_ID = "X-Request-Id";
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern TRACE_PARENT =
      Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})");

  private final String requestId;
  private final long begun = System.nanoTime();
  private final String traceId;
  private final String traceFlags;
  private final HttpServerRequest request;
  private final MeterRegistry meters;
  private volatile String route = "unmatched";

  private Telemetry(
      HttpServerRequest request,
      MeterRegistry meters,
      String requestId,
      @Nullable String traceParent) {
    this.requestId = requestId;
    this.request = request;
    this.meters = meters;
    Matcher given = TRACE_PARENT.matcher(Objects.requireNonNullElse(traceParent, ""));
    boolean valid = given.matches();
    traceId = valid ? given.group(1) : hex() + hex();
    traceFlags = valid ? given.group(2) : "00";
  }

  private static String hex() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
  }

  /**
   * Starts it for a routed request: it is logged and measured when its answer has ended.
   *
   * @param internal whether another of our processes has named the request already
   */
  static void begin(RoutingContext context, MeterRegistry meters, boolean internal) {
    String named = internal ? context.request().getHeader(REQUEST_ID) : null;
    String id = named != null && ID.matcher(named).matches() ? named : newId();
    Telemetry telemetry = begin(context.request(), meters, id);
    context.put(KEY, telemetry);
    context.addEndHandler(end -> telemetry.end(end.succeeded()));
    context.next();
  }

  /** Starts it: the answer carries the ids; who calls this calls {@link #end}. */
  static Telemetry begin(HttpServerRequest request, MeterRegistry meters) {
    return begin(request, meters, newId());
  }

  private static Telemetry begin(HttpServerRequest request, MeterRegistry meters, String id) {
    Telemetry telemetry = new Telemetry(request, meters, id, request.getHeader("traceparent"));
    request
        .response()
        .putHeader(REQUEST_ID, telemetry.requestId)
        .putHeader("traceparent", telemetry.traceParent());
    return telemetry;
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  /** A new place in the request's trace, as a header says it. */
  String traceParent() {
    return "00-" + traceId + "-" + hex() + "-" + traceFlags;
  }

  static Telemetry of(RoutingContext context) {
    return Objects.requireNonNull(context.<Telemetry>get(KEY));
  }

  String requestId() {
    return requestId;
  }

  /** The template of the route that matched. */
  void route(String template) {
    route = template;
  }

  /** This request for a log line. */
  String describe(String what) {
    return what + " route=" + route + " request=" + requestId + " trace=" + traceId;
  }

  /**
   * Logs and measures the request.
   *
   * @param complete whether the whole answer was sent
   */
  void end(boolean complete) {
    int status = request.response().getStatusCode();
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    String method = "unmatched".equals(route) ? "other" : request.method().name();
    Timer.builder("http.server.requests")
        .tag("method", method)
        .tag("route", route)
        .tag("status", String.valueOf(status))
        .tag("outcome", complete ? "complete" : "broken")
        .register(meters)
        .record(took);
    LOG.atInfo()
        .addKeyValue("route", route)
        .addKeyValue("method", method)
        .addKeyValue("status", status)
        .addKeyValue("complete", complete)
        .addKeyValue("milliseconds", took.toMillis())
        .addKeyValue("requestId", requestId)
        .addKeyValue("traceId", traceId)
        .log("request");
  }
}
