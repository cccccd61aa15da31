// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.proxy;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.foundation.localstack.proxy.AwsProxy.ConnectionReset;
import dev.foundation.localstack.proxy.call.AwsError;
import dev.foundation.localstack.proxy.call.AwsRequest;
import dev.foundation.localstack.proxy.call.AwsRequest.RequestLine;
import dev.foundation.localstack.proxy.check.RequestCheck;
import dev.foundation.localstack.proxy.evidence.Evidence;
import dev.foundation.localstack.proxy.evidence.Evidence.Outcome;
import dev.foundation.localstack.proxy.fault.Effect;
import dev.foundation.localstack.proxy.fault.Faults;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.HttpFilterChain.ResponseTrigger;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.jspecify.annotations.Nullable;

/** One call through the proxy: read, check, inject, forward, record; each step in this order. */
final class ProxyHandler {

  /** Well above the largest request of the services whose bodies are held (DynamoDB: 16 MiB). */
  private static final int MOST_HELD = 64 * 1024 * 1024;

  private final Upstream upstream;
  private final List<RequestCheck> checks;
  private final Evidence evidence;
  private final Faults faults;

  ProxyHandler(Upstream upstream, List<RequestCheck> checks, Evidence evidence, Faults faults) {
    this.upstream = upstream;
    this.checks = checks;
    this.evidence = evidence;
    this.faults = faults;
  }

  void handle(ClassicHttpRequest received, ResponseTrigger caller)
      throws HttpException, IOException {
    AwsRequest head =
        AwsRequest.head(
            RequestLine.of(received.getMethod(), received.getRequestUri()),
            valueOf(received.getFirstHeader("Authorization")),
            valueOf(received.getFirstHeader("X-Amz-Target")));
    HttpEntity body = received.getEntity();
    if (received.containsHeader("Expect")) {
      caller.sendInformation(new BasicClassicHttpResponse(HttpStatus.SC_CONTINUE));
    }
    AwsRequest request = head;
    if (body != null && !head.hasBulkBody()) {
      byte[] held = EntityUtils.toByteArray(body, MOST_HELD);
      request = head.withBody(new String(held, StandardCharsets.UTF_8));
      body = new ByteArrayEntity(held, contentType(body));
    } else if (body != null) {
      body = Streams.relayed(body);
    }
    decide(new Exchange(request, received, body, caller));
  }

  private record Exchange(
      AwsRequest request,
      ClassicHttpRequest received,
      @Nullable HttpEntity body,
      ResponseTrigger caller) {}

  private void decide(Exchange exchange) throws HttpException, IOException {
    AwsRequest request = exchange.request();
    Optional<AwsError> refusal = refusal(request);
    if (refusal.isPresent()) {
      answer(exchange, refusal.get());
      return;
    }
    String identity = evidence.identities().of(request.accessKeyId());
    Effect effect = faults.effectOn(request, identity).orElse(null);
    switch (effect) {
      case null -> forward(exchange, Long.MAX_VALUE, ProxyHandler::atOnce);
      case Effect.Answer(int status, String code, String message) ->
          answer(exchange, new AwsError(status, code, message));
      case Effect.Hold hold -> {
        await(hold.released(), hold.milliseconds());
        forward(exchange, Long.MAX_VALUE, ProxyHandler::atOnce);
      }
      case Effect.HoldAnswer hold ->
          forward(exchange, Long.MAX_VALUE, () -> await(hold.released(), hold.milliseconds()));
      case Effect.Reset() -> reset(request);
      case Effect.LoseAnswer() -> {
        upstream.send(exchange.received(), exchange.body()).close();
        reset(request);
      }
      case Effect.CutBody(long afterBytes) -> forward(exchange, afterBytes, ProxyHandler::atOnce);
    }
  }

  private Optional<AwsError> refusal(AwsRequest request) {
    try {
      return checks.stream().flatMap(check -> check.refuse(request).stream()).findFirst();
    } catch (RuntimeException e) {
      return Optional.of(new AwsError(503, "ServiceUnavailable", "Not checked: " + e));
    }
  }

  private static void atOnce() {}

  private static void await(CompletableFuture<Void> release, long mostMilliseconds) {
    release.copy().completeOnTimeout(null, mostMilliseconds, MILLISECONDS).join();
  }

  private void forward(Exchange exchange, long mostBytes, Runnable beforeAnswer)
      throws HttpException, IOException {
    AwsRequest request = exchange.request();
    try (ClassicHttpResponse answer = upstream.send(exchange.received(), exchange.body())) {
      ClassicHttpResponse copy = new BasicClassicHttpResponse(answer.getCode());
      for (Header header : answer.getHeaders()) {
        if (Upstream.isForwarded(header)) {
          copy.addHeader(header);
        }
      }
      copy.setEntity(learningEntity(request, answer, mostBytes));
      evidence.record(request, outcome(answer));
      beforeAnswer.run();
      exchange.caller().submitResponse(copy);
    } catch (ConnectionReset reset) {
      throw reset;
    } catch (ConnectException | NoHttpResponseException down) {
      answer(exchange, new AwsError(503, "ServiceUnavailable", "The emulator does not answer"));
    }
  }

  /** Reads STS' answers to learn whose the new keys are; streams all others. */
  private @Nullable HttpEntity learningEntity(
      AwsRequest request, ClassicHttpResponse answer, long mostBytes) throws IOException {
    HttpEntity entity = answer.getEntity();
    if (entity == null) {
      return headersOnly(request, answer);
    }
    if (!"sts".equals(request.service())) {
      return Streams.relayed(entity, mostBytes);
    }
    byte[] bytes = EntityUtils.toByteArray(entity);
    evidence.identities().learn(new String(bytes, StandardCharsets.UTF_8));
    return Streams.relayed(new ByteArrayEntity(bytes, contentType(entity)), mostBytes);
  }

  /** An answer to HEAD says how long the body would be. */
  private static @Nullable HttpEntity headersOnly(AwsRequest request, ClassicHttpResponse answer) {
    Header length = answer.getFirstHeader("Content-Length");
    return length == null || !"HEAD".equals(request.line().method())
        ? null
        : Streams.ofLength(Long.parseLong(length.getValue()));
  }

  private void answer(Exchange exchange, AwsError error) throws HttpException, IOException {
    String service = exchange.request().service();
    AwsError.Document document = error.in(service);
    ClassicHttpResponse response = new BasicClassicHttpResponse(error.status());
    response.setHeader("x-amzn-RequestId", document.requestId());
    response.setHeader("x-amz-request-id", document.requestId());
    response.setHeader("x-amzn-ErrorType", error.code());
    response.setHeader("Content-Type", document.contentType());
    response.setEntity(new StringEntity(document.body(), StandardCharsets.UTF_8));
    evidence.record(
        exchange.request(), new Outcome(error.status(), error.code(), document.requestId()));
    exchange.caller().submitResponse(response);
  }

  private void reset(AwsRequest request) throws ConnectionReset {
    evidence.record(request, Outcome.NONE);
    throw new ConnectionReset();
  }

  private static Outcome outcome(ClassicHttpResponse answer) {
    String requestId = valueOf(answer.getFirstHeader("x-amzn-RequestId"));
    return new Outcome(
        answer.getCode(),
        valueOf(answer.getFirstHeader("x-amzn-ErrorType")),
        requestId == null ? valueOf(answer.getFirstHeader("x-amz-request-id")) : requestId);
  }

  private static @Nullable ContentType contentType(HttpEntity entity) {
    return ContentType.parseLenient(entity.getContentType());
  }

  private static @Nullable String valueOf(@Nullable Header header) {
    return header == null ? null : header.getValue();
  }
}
