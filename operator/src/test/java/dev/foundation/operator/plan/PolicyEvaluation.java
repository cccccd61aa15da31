// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * IAM's evaluation of one policy document, for the operators that our policies use: an explicit
 * deny wins, then an allow, else nothing is said (IAM User Guide, "Policy evaluation logic").
 */
final class PolicyEvaluation {

  enum Verdict {
    ALLOW,
    DENY,
    SILENT
  }

  private final JsonNode statements;

  PolicyEvaluation(String document) throws Exception {
    this.statements = new ObjectMapper().readTree(document).get("Statement");
  }

  /** What the document says to a call in its request context. */
  Verdict of(String action, String resource, Map<String, String> context) {
    Verdict verdict = Verdict.SILENT;
    for (JsonNode statement : statements) {
      if (applies(statement, action, resource, context)) {
        if ("Deny".equals(statement.get("Effect").asText())) {
          return Verdict.DENY;
        }
        verdict = Verdict.ALLOW;
      }
    }
    return verdict;
  }

  private static boolean applies(
      JsonNode statement, String action, String resource, Map<String, String> context) {
    return values(statement.get("Action")).stream().anyMatch(pattern -> like(pattern, action))
        && (!statement.has("Resource")
            || values(statement.get("Resource")).stream()
                .anyMatch(pattern -> like(pattern, resource)))
        && (!statement.has("Condition")
            || statement.get("Condition").properties().stream()
                .allMatch(operator ->
                    operator.getValue().properties().stream()
                        .allMatch(test ->
                            holds(
                                operator.getKey(),
                                context.get(test.getKey()),
                                values(test.getValue())))));
  }

  private static boolean holds(String operator, @Nullable String actual, List<String> expected) {
    return switch (operator) {
      case "Null" -> expected.getFirst().equals(String.valueOf(actual == null));
      case "StringEquals", "Bool" -> actual != null && expected.contains(actual);
      case "StringNotEquals" -> actual == null || !expected.contains(actual);
      case "StringLike" ->
          actual != null && expected.stream().anyMatch(pattern -> like(pattern, actual));
      case "NumericLessThan" ->
          actual != null && Double.parseDouble(actual) < Double.parseDouble(expected.getFirst());
      default -> throw new IllegalArgumentException("operator " + operator);
    };
  }

  private static boolean like(String pattern, String text) {
    return Pattern.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"), text);
  }

  private static List<String> values(JsonNode node) {
    return node.isArray()
        ? StreamSupport.stream(node.spliterator(), false).map(JsonNode::asText).toList()
        : List.of(Objects.requireNonNull(node.asText()));
  }
}
