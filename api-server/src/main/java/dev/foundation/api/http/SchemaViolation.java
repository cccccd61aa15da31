// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http;

import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says in what a body does not follow its schema, in the schema's own words: a value, and a name
 * that the contract does not have, may be health data and are never repeated.
 */
record SchemaViolation(Validator validator) {

  /** Keywords that only lead to those that say what is wrong. */
  private static final Set<String> LEADING = Set.of("properties", "items", "additionalProperties");

  private static final String TOO_LONG = "it has a text that is too long for its pattern";

  private static final String UNKNOWN = "it has a member that the contract does not know";

  /** Of what is validated by this schema. */
  static SchemaViolation of(JsonSchema schema, SchemaRepository schemas) {
    return new SchemaViolation(
        schemas.validator(
            schema,
            new JsonSchemaOptions()
                .setBaseUri("app://")
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(OutputFormat.Basic)));
  }

  /** A clause for people on the first thing that is wrong with a value that is not valid. */
  String in(Object value) {
    try {
      return first(validator.validate(value).getErrors());
    } catch (StackOverflowError e) {
      return TOO_LONG;
    }
  }

  private static String first(@Nullable List<OutputUnit> errors) {
    return errors == null
        ? UNKNOWN
        : errors.stream()
            .filter(error -> !LEADING.contains(keyword(error)))
            .findFirst()
            .map(SchemaViolation::clause)
            .orElse(UNKNOWN);
  }

  private static String clause(OutputUnit error) {
    String keyword = keyword(error);
    String at = field(error.getKeywordLocation());
    return keyword.equals("required")
        // Its message quotes the name from the schema.
        ? at + ": " + error.getError()
        : at + " does not follow " + keyword;
  }

  private static String keyword(OutputUnit error) {
    String location = error.getKeywordLocation();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  /** {@code #/properties/fields/items/properties/field/type} is {@code fields[].field}. */
  private static String field(String keywordLocation) {
    StringBuilder field = new StringBuilder();
    String[] parts = keywordLocation.split("/", -1);
    for (int i = 1; i < parts.length - 1; i++) {
      if (parts[i].equals("items")) {
        field.append("[]");
      } else if (parts[i].equals("properties")) {
        i++;
        field.append(field.isEmpty() ? "" : ".").append(parts[i]);
      }
    }
    return field.isEmpty() ? "the body" : field.toString();
  }
}
