// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http;

import static java.util.Locale.ROOT;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.foundation.api.operation.Call;
import dev.foundation.api.operation.Json;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.json.schema.common.dsl.SchemaType;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.RequestValidator;
import io.vertx.openapi.validation.ValidatableRequest;
import io.vertx.openapi.validation.ValidatorException;
import io.vertx.openapi.validation.impl.RequestParameterImpl;
import io.vertx.openapi.validation.impl.ValidatableRequestImpl;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Refuses what the contract does not allow, naming the field and never its value. */
final class RequestValidation {

  private static final Pattern WHOLE_NUMBER = Pattern.compile("0|-?[1-9][0-9]*");

  private final RequestValidator validator;

  RequestValidation(Vertx vertx, OpenAPIContract contract) {
    this.validator = RequestValidator.create(vertx, contract);
  }

  /**
   * Checks parameters and body; blocks.
   *
   * @param sent exactly the values that the operation will see
   * @param body the whole body; ignored where the contract's copy has none
   * @throws ProblemException 400 or 415
   */
  void check(Operation operation, Call.Parameters sent, byte[] body) throws InterruptedException {
    if (operation.getRequestBody() != null) {
      checkJson(
          String.valueOf(operation.getExtensions().get(ApiContract.MEDIA_TYPE)),
          sent.headers().get("content-type"),
          body);
    }
    try {
      validator
          .validate(request(operation, sent, body), operation.getOperationId())
          .toCompletionStage()
          .toCompletableFuture()
          .get();
    } catch (ExecutionException e) {
      throw refused(operation, e.getCause());
    } catch (ValidatorException | IllegalArgumentException e) {
      throw refused(operation, e);
    }
  }

  /** A request whose body is JSON, whatever its media type is called. */
  private static ValidatableRequest request(
      Operation operation, Call.Parameters sent, byte[] body) {
    return new ValidatableRequestImpl(
        Map.of(),
        values(operation, Location.HEADER, name -> sent.headers().get(name.toLowerCase(ROOT))),
        values(operation, Location.PATH, sent.path()::get),
        values(operation, Location.QUERY, sent.query()::get),
        new RequestParameterImpl(Buffer.buffer(body)),
        ApiContract.JSON);
  }

  private static Map<String, RequestParameter> values(
      Operation operation, Location place, Function<String, @Nullable String> sent) {
    return operation.getParameters().stream()
        .filter(parameter -> parameter.getIn() == place)
        .collect(
            Collectors.toMap(
                Parameter::getName,
                parameter ->
                    new RequestParameterImpl(asJson(parameter, sent.apply(parameter.getName())))));
  }

  /**
   * The validator reads a parameter as JSON where it can: without quotes 1.5 would be no text, and
   * 1e2 a whole number, which no operation reads as one.
   */
  private static @Nullable String asJson(Parameter parameter, @Nullable String sent) {
    boolean number =
        parameter.getSchemaType() == SchemaType.INTEGER
            && sent != null
            && WHOLE_NUMBER.matcher(sent).matches();
    return sent == null || number ? sent : Json.MAPPER.valueToTree(sent).toString();
  }

  private static void checkJson(String expected, @Nullable String contentType, byte[] body) {
    String type = contentType == null ? "" : contentType.split(";", 2)[0].strip();
    if (!expected.equals(type.toLowerCase(ROOT))) {
      throw new ProblemException(
          ProblemType.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be " + expected + ".");
    }
    try {
      if (Json.MAPPER.readTree(body).isMissingNode()) {
        throw new ProblemException(ProblemType.INVALID_REQUEST, "The body is empty.");
      }
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

  /** The validator's own message quotes values; only names of the contract are taken from it. */
  private static ProblemException refused(Operation operation, @Nullable Throwable failure) {
    if (!(failure instanceof ValidatorException)
        && !(failure instanceof IllegalArgumentException)) {
      throw new IllegalStateException("the validator failed", failure);
    }
    String message = String.valueOf(failure.getMessage());
    for (Parameter parameter : operation.getParameters()) {
      String place = parameter.getIn().name().toLowerCase(ROOT);
      if (message.contains(place + " parameter " + parameter.getName() + " ")) {
        return new ProblemException(
            ProblemType.INVALID_REQUEST,
            "The " + place + " parameter " + parameter.getName() + " is missing or not valid.",
            failure);
      }
    }
    return new ProblemException(
        ProblemType.INVALID_REQUEST,
        "The body does not follow its schema in the contract.",
        failure);
  }
}
