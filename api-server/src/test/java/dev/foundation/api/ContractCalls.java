// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api;

import static dev.foundation.api.testing.TestServer.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.testing.ContractAnswers;
import dev.foundation.api.testing.FaultyClients.Fault;
import dev.foundation.api.testing.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;

/** Requests to the real server, whose answers are held against the contract. */
abstract class ContractCalls {

  static EmulatedApi api;
  static TestServer server;
  static ContractAnswers contract;

  @AfterEach
  void mend() {
    api.clients.fail(Fault.NONE);
    api.auditors.fail(Fault.NONE);
  }

  static HttpRequest.Builder patch(String path, String json) {
    return get(path)
        .header("Content-Type", "application/merge-patch+json")
        .method("PATCH", BodyPublishers.ofString(json));
  }

  static String ok(String id, int status, HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer = server.send(request);
    assertThat(answer.statusCode()).as(id + " " + answer.body()).isEqualTo(status);
    contract.check(id, answer);
    return answer.body();
  }

  static void problem(String id, HttpRequest.Builder request, String slug) throws Exception {
    HttpResponse<String> answer = server.send(request);
    contract.check(id, answer);
    assertThat(contract.problem(answer)).as(id).isEqualTo(slug);
  }

  static HttpRequest.Builder get(String path) {
    return server.authorized(path, ADMIN);
  }

  static HttpRequest.Builder post(String path, String json) {
    return json(path).POST(BodyPublishers.ofString(json));
  }

  static HttpRequest.Builder put(String path, String json) {
    return json(path).PUT(BodyPublishers.ofString(json));
  }

  static HttpRequest.Builder json(String path) {
    return get(path).header("Content-Type", "application/json");
  }

  /** What every operation with a JSON body refuses. */
  static void jsonProblems(String id, HttpRequest.Builder tooLarge, String path) throws Exception {
    problem(id, tooLarge, "payload-too-large");
    String method = tooLarge.build().method();
    HttpRequest.Builder text = get(path).method(method, BodyPublishers.ofString("{}"));
    problem(id, text.header("Content-Type", "text/plain"), "unsupported-media-type");
  }
}
