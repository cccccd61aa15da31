// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The written contract, and the copy of it that vertx-openapi accepts: it refuses problem+json,
 * {@code *\/*}, {@code merge-patch+json} and relative server addresses, so the copy has an absolute
 * server, bare responses, no streamed bodies and one media type. Its patterns are Java's, to which
 * {@code $} is also before a line's end. Requests are validated by the copy; tests validate answers
 * by the original.
 */
public final class ApiContract {

  /** Extension of the copy: the media type that the operation's body has as written. */
  static final String MEDIA_TYPE = "x-media-type";

  /** Extension of a contract that is served to our own processes only. */
  static final String INTERNAL = "x-internal";

  /** The media type of every body in the copy. */
  static final String JSON = "application/json";

  private static final String RESOURCE = "/openapi.yaml";

  private ApiContract() {}

  /** The contract as written. */
  @SuppressWarnings("unchecked")
  public static JsonObject written() {
    try (InputStream yaml = ApiContract.class.getResourceAsStream(RESOURCE)) {
      return new JsonObject(
          (Map<String, Object>)
              new YAMLMapper().readValue(Objects.requireNonNull(yaml), LinkedHashMap.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The part of it that the members process serves, to the API server only. */
  public static JsonObject ofMembers() {
    JsonObject contract = written().put(INTERNAL, true);
    JsonObject paths = contract.getJsonObject("paths");
    List.copyOf(paths.fieldNames()).stream()
        .filter(path -> !path.contains("/{ws}/members"))
        .forEach(paths::remove);
    return contract;
  }

  /** A contract as the request validator takes it. */
  static Future<OpenAPIContract> forRequests(Vertx vertx, JsonObject written) {
    return OpenAPIContract.from(vertx, copyForRequests(written.copy()));
  }

  private static JsonObject copyForRequests(JsonObject contract) {
    contract.put("servers", new JsonArray().add(new JsonObject().put("url", "https://localhost/")));
    contract.remove("security");
    JsonObject components = contract.getJsonObject("components");
    components.remove("responses");
    components.remove("securitySchemes");
    components.remove("headers");
    contract
        .getJsonObject("paths")
        .forEach(path ->
            ((JsonObject) path.getValue()).forEach(op -> strip((JsonObject) op.getValue())));
    endPatterns(contract);
    return contract;
  }

  private static void endPatterns(Object part) {
    if (part instanceof JsonObject object) {
      if (object.getValue("pattern") instanceof String pattern && pattern.endsWith("$")) {
        object.put("pattern", pattern.substring(0, pattern.length() - 1) + "\\z");
      }
      object.forEach(member -> endPatterns(member.getValue()));
    } else if (part instanceof JsonArray array) {
      array.forEach(ApiContract::endPatterns);
    }
  }

  private static void strip(JsonObject operation) {
    JsonObject any = new JsonObject().put("description", "not validated here");
    operation.put("responses", new JsonObject().put("default", any));
    JsonObject body = operation.getJsonObject("requestBody");
    if (operation.getBoolean("x-streaming", false)) {
      operation.remove("requestBody");
    } else if (body != null) {
      Map.Entry<String, Object> content = body.getJsonObject("content").iterator().next();
      operation.put(MEDIA_TYPE, content.getKey());
      body.put("content", new JsonObject().put(JSON, content.getValue()));
    }
  }
}
