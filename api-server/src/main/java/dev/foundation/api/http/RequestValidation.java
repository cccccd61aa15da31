// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http;

import static java.util.Locale.ROOT;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.foundation.api.operation.Call;
import dev.foundation.api.operation.Json;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import io.vertx.json.schema.common.dsl.SchemaType;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.contract.RequestBody;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Refuses what the contract does not allow, naming the field and never its value. */
final class RequestValidation {

  private static final Pattern WHOLE_NUMBER = Pattern.compile("0|-?[1-9][0-9]*");

  /** Of a number with a huge exponent a BigDecimal would make a huge number when validated. */
  private static final ObjectReader VALUES =
      Json.MAPPER
          .readerFor(Object.class)
          .without(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /** Far beyond a double's; arithmetic with the largest of a BigDecimal overflows. */
  private static final int MOST_EXPONENT = 9_999;

  /** By operationId; made once, as making a validator costs more than most of its uses. */
  private final Map<String, Rules> rules;

  /** What one operation allows. */
  private record Rules(Operation operation, List<Rule> parameters, @Nullable Body body) {}

  private record Body(Validator validator, SchemaViolation violation) {}

  private record Rule(Parameter parameter, Validator validator) {}

  RequestValidation(OpenAPIContract contract) {
    SchemaRepository schemas = contract.getSchemaRepository();
    rules =
        contract.operations().stream()
            .map(operation -> rules(operation, schemas))
            .collect(Collectors.toMap(of -> of.operation().getOperationId(), of -> of));
  }

  private static Rules rules(Operation operation, SchemaRepository schemas) {
    RequestBody body = operation.getRequestBody();
    return new Rules(
        operation,
        operation.getParameters().stream()
            .map(parameter -> new Rule(parameter, schemas.validator(parameter.getSchema())))
            .toList(),
        body == null
            ? null
            : body(body.determineContentType(ApiContract.JSON).getSchema(), schemas));
  }

  private static Body body(JsonSchema schema, SchemaRepository schemas) {
    return new Body(schemas.validator(schema), SchemaViolation.of(schema, schemas));
  }

  /**
   * Checks parameters and body.
   *
   * @param sent exactly the values that the operation will see
   * @param body the whole body; ignored where the contract's copy has none
   * @throws ProblemException 400 or 415
   */
  void check(Operation operation, Call.Parameters sent, byte[] body) {
    Rules known = Objects.requireNonNull(rules.get(operation.getOperationId()));
    if (known.body() != null) {
      checkType(
          String.valueOf(operation.getExtensions().get(ApiContract.MEDIA_TYPE)),
          sent.headers().get("content-type"));
    }
    for (Rule rule : known.parameters()) {
      String value = value(rule.parameter(), sent);
      if (value == null ? rule.parameter().isRequired() : !allows(rule, value)) {
        throw new ProblemException(
            ProblemType.INVALID_REQUEST,
            "The %s parameter %s is missing or not valid."
                .formatted(
                    rule.parameter().getIn().name().toLowerCase(ROOT), rule.parameter().getName()));
      }
    }
    if (known.body() != null) {
      checkBody(known.body(), body);
    }
  }

  private static void checkBody(Body known, byte[] json) {
    Object value = parsed(json);
    if (!allows(known.validator(), value)) {
      throw new ProblemException(
          ProblemType.INVALID_REQUEST,
          "The body does not follow its schema in the contract: %s."
              .formatted(known.violation().in(value)));
    }
  }

  /** The body as validators take it. */
  private static Object parsed(byte[] json) {
    if (json.length == 0) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, "The body is empty.");
    }
    try {
      requireReadableNumbers(json);
      // An array gives out maps and lists wrapped, as validators take them.
      return JsonArray.of(VALUES.<Object>readValue(json)).getValue(0);
    } catch (JsonProcessingException e) {
      throw new ProblemException(
          ProblemType.INVALID_REQUEST,
          "The body is not valid JSON (line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr()
              + ").",
          e);
    } catch (IOException e) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, "The body is not valid JSON.", e);
    }
  }

  /** What validates reads a number as a double, which takes what nobody can read exactly. */
  private static void requireReadableNumbers(byte[] json) throws IOException {
    try (JsonParser parser = Json.MAPPER.createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_NUMBER_FLOAT && !isReadable(parser)) {
          throw new ProblemException(
              ProblemType.INVALID_REQUEST,
              "A number of the body is out of range: exponents are at most " + MOST_EXPONENT + ".");
        }
      }
    }
  }

  private static boolean isReadable(JsonParser parser) throws IOException {
    try {
      BigDecimal value = parser.getDecimalValue();
      return Math.abs((long) value.precision() - value.scale()) <= MOST_EXPONENT;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static @Nullable String value(Parameter parameter, Call.Parameters sent) {
    String name = parameter.getName();
    return switch (parameter.getIn()) {
      case HEADER -> sent.headers().get(name.toLowerCase(ROOT));
      case PATH -> sent.path().get(name);
      case QUERY -> sent.query().get(name);
      case COOKIE -> throw new IllegalStateException("the contract has no cookies: " + name);
    };
  }

  /** 1.5 without quotes is text, and 1e2 no whole number, which no operation reads as one. */
  private static boolean allows(Rule rule, String sent) {
    boolean number =
        rule.parameter().getSchemaType() == SchemaType.INTEGER
            && WHOLE_NUMBER.matcher(sent).matches();
    return allows(rule.validator(), number ? Buffer.buffer(sent).toJsonValue() : sent);
  }

  /** Where a pattern may repeat, Java matches a text of thousands of repetitions too deeply. */
  private static boolean allows(Validator validator, Object value) {
    try {
      return Boolean.TRUE.equals(validator.validate(value).getValid());
    } catch (StackOverflowError e) {
      return false;
    }
  }

  private static void checkType(String expected, @Nullable String contentType) {
    String type = contentType == null ? "" : contentType.split(";", 2)[0].strip();
    if (!expected.equals(type.toLowerCase(ROOT))) {
      throw new ProblemException(
          ProblemType.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be " + expected + ".");
    }
  }
}
