// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.http.ApiContract;
import dev.foundation.api.problem.ProblemType;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** Holds answers against the contract as written, and remembers which of it was seen. */
public final class ContractAnswers {

  private static final JsonObject CONTRACT = ApiContract.written();

  private final Map<String, JsonObject> operations = new TreeMap<>();
  private final Set<String> seen = new ConcurrentSkipListSet<>();
  private final Set<String> problems = new ConcurrentSkipListSet<>();

  /** Nothing was seen yet. */
  public ContractAnswers() {
    for (Map.Entry<String, Object> path : CONTRACT.getJsonObject("paths")) {
      for (Map.Entry<String, Object> operation : (JsonObject) path.getValue()) {
        JsonObject contract = (JsonObject) operation.getValue();
        operations.put(contract.getString("operationId"), contract);
      }
    }
  }

  /** Demands that the operation's contract has such an answer: status, headers, type and body. */
  public void check(String operationId, HttpResponse<String> answer) {
    String status = String.valueOf(answer.statusCode());
    String what = operationId + " " + status;
    JsonObject response = resolved(operations.get(operationId).getJsonObject("responses"), status);
    assertThat(response).as(what + " " + answer.body()).isNotNull();
    for (String header : response.getJsonObject("headers").fieldNames()) {
      assertThat(answer.headers().firstValue(header)).as(what + " " + header).isPresent();
    }
    checkContent(what, response.getJsonObject("content"), answer);
    seen.add(what);
  }

  private void checkContent(String what, JsonObject content, HttpResponse<String> answer) {
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (content == null) {
      assertThat(answer.body()).as(what).isEmpty();
    } else if (!content.containsKey("*/*")) {
      assertThat(content.fieldNames()).as(what).contains(type);
      valid(content.getJsonObject(type).getJsonObject("schema"), answer.body());
    }
    if (answer.statusCode() >= 400) {
      problem(answer);
    }
  }

  /** Demands a problem of the closed list, with the status it says; answers which. */
  public String problem(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    valid(new JsonObject().put("$ref", "#/components/schemas/Problem"), answer.body());
    JsonObject problem = new JsonObject(answer.body());
    assertThat(problem.getInteger("status")).isEqualTo(answer.statusCode());
    String type = problem.getString("type");
    String slug = type.substring(type.lastIndexOf('/') + 1);
    ProblemType known =
        java.util.Arrays.stream(ProblemType.values())
            .filter(candidate -> candidate.slug().equals(slug))
            .findAny()
            .orElseThrow(() -> new AssertionError(slug + " is not of the closed list"));
    assertThat(known.status()).isEqualTo(answer.statusCode());
    problems.add(slug);
    return slug;
  }

  /** Demands that every answer that the contract lists, and every problem, was seen. */
  public void assertAllSeen() {
    Set<String> listed = new TreeSet<>();
    operations.forEach((id, operation) ->
        operation
            .getJsonObject("responses")
            .fieldNames()
            .forEach(status -> listed.add(id + " " + status)));
    assertThat(seen).containsExactlyInAnyOrderElementsOf(listed);
    assertThat(problems)
        .containsExactlyInAnyOrderElementsOf(
            java.util.Arrays.stream(ProblemType.values()).map(ProblemType::slug).toList());
  }

  private static JsonObject resolved(JsonObject responses, String status) {
    JsonObject response = responses.getJsonObject(status);
    if (response == null || !response.containsKey("$ref")) {
      return response;
    }
    String name = response.getString("$ref").substring("#/components/responses/".length());
    return CONTRACT.getJsonObject("components").getJsonObject("responses").getJsonObject(name);
  }

  /** Demands that a body follows a schema; validators write into what they are given. */
  public static void valid(JsonObject schema, String body) {
    JsonObject root = schema.copy().put("components", CONTRACT.getJsonObject("components").copy());
    Validator validator =
        Validator.create(
            JsonSchema.of(root),
            new JsonSchemaOptions()
                .setBaseUri("https://localhost")
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(OutputFormat.Basic));
    OutputUnit found = validator.validate(new JsonObject(body));
    assertThat(found.getValid()).as(() -> body + " " + found.getErrors()).isTrue();
  }
}
