// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * An IAM policy document, written the same way every time, so that equal policies are equal text.
 */
final class PolicyDocument {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ArrayNode statements = JSON.arrayNode();

  /** Adds a statement; each belongs to one document. */
  PolicyDocument add(Statement statement) {
    statements.add(statement.json);
    return this;
  }

  /** Compact JSON. */
  String json() {
    ObjectNode document = JSON.objectNode();
    document.put("Version", "2012-10-17");
    document.set("Statement", statements);
    return document.toString();
  }

  /** One statement, built in the order in which people read it. */
  static final class Statement {

    private final ObjectNode json = JSON.objectNode();

    private Statement(String sid, String effect) {
      json.put("Sid", sid);
      json.put("Effect", effect);
    }

    static Statement allow(String sid) {
      return new Statement(sid, "Allow");
    }

    static Statement deny(String sid) {
      return new Statement(sid, "Deny");
    }

    /** The account; a condition must say which of its roles, as roles may not exist yet. */
    Statement account(Cell cell) {
      json.putObject("Principal").put("AWS", cell.accountPrincipal());
      return this;
    }

    Statement anyone() {
      json.put("Principal", "*");
      return this;
    }

    Statement actions(String... actions) {
      json.set("Action", oneOrMore(List.of(actions)));
      return this;
    }

    Statement resources(String... resources) {
      json.set("Resource", oneOrMore(List.of(resources)));
      return this;
    }

    /** A role or one of some roles, whatever their session. */
    Statement roles(String... roleArns) {
      return when("StringEquals", "aws:PrincipalArn", roleArns);
    }

    /** Everyone but these roles. */
    Statement rolesOtherThan(String... roleArns) {
      return when("StringNotEquals", "aws:PrincipalArn", roleArns);
    }

    Statement when(String operator, String key, String... values) {
      ObjectNode conditions = json.withObject("/Condition");
      ObjectNode tests = (ObjectNode) conditions.get(operator);
      if (tests == null) {
        tests = conditions.putObject(operator);
      }
      tests.set(key, oneOrMore(List.of(values)));
      return this;
    }

    Statement context(Map<String, String> encryptionContext) {
      encryptionContext.forEach(
          (key, value) -> when("StringEquals", "kms:EncryptionContext:" + key, value));
      return this;
    }

    private static JsonNode oneOrMore(List<String> values) {
      if (values.size() == 1) {
        return JSON.textNode(values.getFirst());
      }
      ArrayNode array = JSON.arrayNode();
      values.forEach(array::add);
      return array;
    }
  }
}
