// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.members.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foundation.api.operation.Answer;
import dev.foundation.api.operation.Call;
import dev.foundation.api.operation.Json;
import dev.foundation.api.operation.Operation;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * Hands a request on that has passed every check here, with its caller's token: the members process
 * checks all of it again, so this server cannot ask for what the caller may not.
 */
public final class RemoteMembers {

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(25);
  private static final int NO_CONTENT = 204;
  private static final int PROBLEM = 400;
  private static final List<String> HANDED_ON =
      List.of("Authorization", "Idempotency-Key", "X-Request-Id", "traceparent");
  private static final List<String> HANDED_BACK = List.of("Retry-After", "WWW-Authenticate");

  private final URI base;
  private final HttpClient client;

  /**
   * The members process at this address.
   *
   * @param base without a path
   * @param trust certifies it
   */
  public RemoteMembers(URI base, SSLContext trust) {
    this.base = base;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(trust)
            .connectTimeout(CONNECT)
            .build();
  }

  /** Every operation on members. */
  public Map<String, Operation> byId() {
    return Map.of(
        "listMembers", call -> send("GET", members(call) + page(call), call),
        "addMember", call -> send("POST", members(call), call),
        "updateMember", call -> send("PUT", member(call), call),
        "removeMember", call -> send("DELETE", member(call), call));
  }

  private static String members(Call call) {
    return "/v1/workspaces/" + encoded(call.path("ws")) + "/members";
  }

  private static String member(Call call) {
    return members(call) + "/" + encoded(call.path("sub"));
  }

  private static String page(Call call) {
    return Stream.of("limit", "cursor")
        .flatMap(name -> call.query(name).map(value -> name + "=" + encoded(value)).stream())
        .collect(Collectors.joining("&", "?", ""));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private Answer send(String method, String path, Call call) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(ANSWER)
            .method(method, BodyPublishers.ofByteArray(call.body()));
    HANDED_ON.forEach(name -> call.header(name).ifPresent(value -> request.header(name, value)));
    if (call.body().length > 0) {
      request.header("Content-Type", "application/json");
    }
    try {
      HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
      ReportedAccess.in(response.headers()).forEach(call::accesses);
      return answer(response);
    } catch (IOException e) {
      throw away(e);
    }
  }

  private static Answer answer(HttpResponse<byte[]> response) throws IOException {
    if (response.statusCode() >= PROBLEM) {
      throw problem(response);
    }
    return response.statusCode() == NO_CONTENT
        ? Answer.empty(NO_CONTENT)
        : Answer.json(response.statusCode(), response.body());
  }

  /** The same problem, under this server's own request. */
  private static ProblemException problem(HttpResponse<byte[]> response) throws IOException {
    JsonNode problem = Json.MAPPER.readTree(response.body());
    Map<String, String> headers = new LinkedHashMap<>();
    HANDED_BACK.forEach(
        name -> response.headers().firstValue(name).ifPresent(value -> headers.put(name, value)));
    return ProblemType.of(problem.path("type").asText())
        .map(type -> new ProblemException(type, problem.path("detail").asText(), headers))
        .orElseGet(() -> away(new IOException("an answer of no known kind")));
  }

  private static ProblemException away(IOException cause) {
    ProblemException problem =
        new ProblemException(
            ProblemType.UNAVAILABLE,
            "Members cannot be listed or changed now.",
            Map.of("Retry-After", "5"));
    problem.initCause(cause);
    return problem;
  }
}
