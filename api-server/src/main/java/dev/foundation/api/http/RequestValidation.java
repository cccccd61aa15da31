// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.foundation.api.operation.Json;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.RequestUtils;
import io.vertx.openapi.validation.RequestValidator;
import io.vertx.openapi.validation.ValidatableRequest;
import io.vertx.openapi.validation.ValidatorException;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Refuses what the contract does not allow, naming the field and never its value. */
final class RequestValidation {

  private final RequestValidator validator;

  RequestValidation(Vertx vertx, OpenAPIContract contract) {
    this.validator = RequestValidator.create(vertx, contract);
  }

  /**
   * Checks parameters and body; blocks.
   *
   * @param body the whole body; ignored where the contract's copy has none
   * @throws ProblemException 400 or 415
   */
  void check(Operation operation, HttpServerRequest request, byte[] body)
      throws InterruptedException {
    if (operation.getRequestBody() != null) {
      checkJson(
          String.valueOf(operation.getExtensions().get(ApiContract.MEDIA_TYPE)),
          request.getHeader("Content-Type"),
          body);
    }
    try {
      RequestUtils.extract(request, operation, () -> Future.succeededFuture(Buffer.buffer(body)))
          .compose(known -> validator.validate(new AsJson(known), operation.getOperationId()))
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
  private record AsJson(ValidatableRequest request) implements ValidatableRequest {

    @Override
    public String getContentType() {
      return ApiContract.JSON;
    }

    @Override
    public Map<String, RequestParameter> getCookies() {
      return request.getCookies();
    }

    @Override
    public Map<String, RequestParameter> getPathParameters() {
      return request.getPathParameters();
    }

    @Override
    public Map<String, RequestParameter> getQuery() {
      return request.getQuery();
    }

    @Override
    public Map<String, RequestParameter> getHeaders() {
      return request.getHeaders();
    }

    @Override
    public RequestParameter getBody() {
      return request.getBody();
    }
  }

  private static void checkJson(String expected, @Nullable String contentType, byte[] body) {
    String type = contentType == null ? "" : contentType.split(";", 2)[0].strip();
    if (!expected.equals(type.toLowerCase(Locale.ROOT))) {
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
      String place = parameter.getIn().name().toLowerCase(Locale.ROOT);
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
