// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http;

import dev.foundation.api.audit.Access;
import dev.foundation.api.http.body.Pace;
import dev.foundation.api.http.body.Patience;
import dev.foundation.api.http.body.RequestBody;
import dev.foundation.api.http.body.ResponseBody;
import dev.foundation.api.http.listener.RequestTask;
import dev.foundation.api.limits.Brake;
import dev.foundation.api.limits.Room;
import dev.foundation.api.limits.Shares.Share;
import dev.foundation.api.limits.Turns;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.operation.AnswerBody;
import dev.foundation.api.operation.Call;
import dev.foundation.api.operation.StreamingOperation;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Caller;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.crds.contract.Permission;
import io.netty.util.Timer;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.Operation;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Serves one operation of the contract: token, tenant, turn, body, validation, code, answer, in
 * this order, on a virtual thread of each request's own that is interrupted when the client goes
 * away, but not within an operation that the contract marks {@code x-undivided}.
 */
final class Dispatcher implements Handler<RoutingContext> {

  /** A JSON body as sent, unless the contract says {@code x-max-bytes}; larger goes into a file. */
  private static final int MOST_JSON = 350 * 1024;

  /** What every operation is served with. */
  record Services(
      Admission admission,
      Access access,
      Brake brake,
      Turns turns,
      Room largeRequests,
      Pace json,
      Pace stream,
      Timer timer,
      RequestValidation validation,
      ProblemHandler problems,
      ExecutorService threads) {}

  private final Services services;
  private final Operation contract;
  private final StreamingOperation operation;
  private final @Nullable Permission permission;
  private final int mostJson;
  private final boolean isLarge;
  private final boolean isUndivided;

  Dispatcher(Services services, Operation contract, StreamingOperation operation) {
    this.services = services;
    this.contract = contract;
    this.operation = operation;
    this.permission = permission(contract);
    this.mostJson =
        contract.getExtensions().get("x-max-bytes") instanceof Number most
            ? most.intValue()
            : MOST_JSON;
    this.isLarge = Boolean.TRUE.equals(contract.getExtensions().get("x-large"));
    this.isUndivided = Boolean.TRUE.equals(contract.getExtensions().get("x-undivided"));
  }

  /**
   * What {@code x-permission} says: {@code none}, or a permission in the workspace of the path.
   *
   * @throws IllegalStateException without it, as nobody has decided who may use the operation
   */
  private static @Nullable Permission permission(Operation contract) {
    String value = String.valueOf(contract.getExtensions().get("x-permission"));
    if ("none".equals(value)) {
      return null;
    }
    if (!contract.getOpenAPIPath().contains("{ws}")) {
      throw new IllegalStateException(
          contract.getOperationId() + " is in no workspace, so its x-permission must be none");
    }
    return Arrays.stream(Permission.values())
        .filter(known -> known.value().equals(value))
        .findAny()
        .orElseThrow(() ->
            new IllegalStateException(
                contract.getOperationId() + " has no x-permission of the closed list: " + value));
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (mayHaveBody(request)) {
      request.pause();
    }
    Telemetry.of(context).route(contract.getOpenAPIPath());
    Pace pace = contract.getRequestBody() == null ? services.stream() : services.json();
    RequestBody body =
        new RequestBody(
            request, context.vertx().getOrCreateContext(), new Patience(pace, services.timer()));
    RequestTask task = new RequestTask(self -> serve(context, body, self));
    // Before the task runs: a response that has ended takes no handler any more.
    context
        .response()
        .closeHandler(closed -> {
          if (!context.response().ended()) {
            task.hangUp();
          }
        });
    services.threads().execute(task);
  }

  /** The end of a body that is none is not waited for (RFC 9112, 6.3). */
  private static boolean mayHaveBody(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_2
        || request.headers().contains(HttpHeaders.CONTENT_LENGTH)
        || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }

  private void serve(RoutingContext context, RequestBody body, RequestTask task) {
    try {
      Caller caller = services.admission().caller(context.request());
      Tenant tenant = refusing(context, caller, () -> tenant(context, caller));
      // Before the body is read: those that wait hold none in memory.
      try (Share _ = services.turns().take(context.pathParam("ws"));
          Share _ = room(context)) {
        Call call = refusing(context, caller, () -> call(context, body, caller, tenant));
        if (isUndivided) {
          task.undivided();
        }
        Answer answer = perform(context, call, body);
        Pace pace = answer.isStream() ? services.stream() : services.json();
        try (AnswerBody content = answer.body();
            ResponseBody out =
                new ResponseBody(context.request(), answer, new Patience(pace, services.timer()))) {
          if (!isHead(context)) {
            writeOrBreak(content, out, context);
          }
        }
      }
    } catch (Throwable e) {
      // Errors too: the task would keep them to itself and the client wait for ever.
      services.problems().answer(context, e);
    } finally {
      body.discard();
    }
  }

  /** What few requests may hold at a time; others hold little. */
  private Share room(RoutingContext context) throws InterruptedException {
    return isLarge ? services.largeRequests().take(context.pathParam("ws"), 1) : () -> {};
  }

  /** Closing completes a response, so one that failed on the way is broken off before that. */
  private void writeOrBreak(AnswerBody content, ResponseBody out, RoutingContext context)
      throws IOException {
    try {
      content.writeTo(out);
    } catch (IOException | RuntimeException | Error e) {
      out.abandon();
      services.problems().answer(context, e);
    }
  }

  /** Every access to a workspace's data goes through here, and leaves its event. */
  private Answer perform(RoutingContext context, Call call, RequestBody body) throws Exception {
    if (permission == null) {
      return operation.handle(call, body);
    }
    Access.Request request =
        new Access.Request(
            Telemetry.of(context).requestId(),
            contract.getOperationId(),
            contract.getOpenAPIPath(),
            context.pathParams(),
            call::accessed);
    return services.access().perform(call.tenant(), request, () -> operation.handle(call, body));
  }

  /** A step to a request that may happen; a known caller's refusal is told to the security log. */
  private <T extends @Nullable Object> T refusing(
      RoutingContext context, Caller caller, Callable<T> step) throws Exception {
    try {
      return step.call();
    } catch (ProblemException e) {
      SecurityLog.refused(
          caller, contract.getOperationId(), e.type(), Telemetry.of(context).requestId());
      throw e;
    }
  }

  private @Nullable Tenant tenant(RoutingContext context, Caller caller)
      throws InterruptedException {
    String workspace = context.pathParam("ws");
    try {
      return services.admission().tenant(caller, workspace, permission, context.request());
    } catch (ProblemException e) {
      if (e.type() == ProblemType.TOO_MANY_REQUESTS) {
        services.brake().hold(workspace);
      }
      throw e;
    }
  }

  private Call call(
      RoutingContext context, RequestBody body, Caller caller, @Nullable Tenant tenant)
      throws IOException {
    byte[] json = contract.getRequestBody() == null ? new byte[0] : json(body);
    Call.Parameters parameters = parameters(context);
    services.validation().check(contract, parameters, json);
    return new Call(caller, tenant, parameters, json);
  }

  private byte[] json(RequestBody body) throws IOException {
    byte[] bytes = body.readNBytes(mostJson + 1);
    if (bytes.length > mostJson) {
      throw new ProblemException(
          ProblemType.PAYLOAD_TOO_LARGE, "A JSON body has at most " + mostJson + " bytes.");
    }
    return bytes;
  }

  /** The request's own names take the place of what a client may have sent under the same. */
  private static Call.Parameters parameters(RoutingContext context) {
    Map<String, String> headers = joined(context.request().headers());
    headers.put("x-request-id", Telemetry.of(context).requestId());
    headers.put("traceparent", Telemetry.of(context).traceParent());
    if (isHead(context)) {
      // It is the whole that is asked about (RFC 9110, 14.2).
      headers.remove("range");
    }
    return new Call.Parameters(context.pathParams(), first(context.queryParams()), headers);
  }

  /** Of what GET would answer it wants all but the body (RFC 9110, 9.3.2). */
  private static boolean isHead(RoutingContext context) {
    return HttpMethod.HEAD.equals(context.request().method());
  }

  private static Map<String, String> first(MultiMap values) {
    Map<String, String> first = new LinkedHashMap<>();
    values.forEach(first::putIfAbsent);
    return first;
  }

  /** Several lines of one header are one list (RFC 9110, 5.3). */
  private static Map<String, String> joined(MultiMap headers) {
    Map<String, String> joined = new LinkedHashMap<>();
    headers.forEach((name, value) ->
        joined.merge(name.toLowerCase(Locale.ROOT), value, (one, other) -> one + ", " + other));
    return joined;
  }
}
