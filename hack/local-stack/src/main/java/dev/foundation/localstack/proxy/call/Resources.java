// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.proxy.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what a request acts on, in the places where each protocol names it. */
final class Resources {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The members that name a resource, in JSON bodies and in query parameters alike. */
  private static final List<String> NAMES =
      List.of(
          "TableName",
          "ResourceArn",
          "KeyId",
          "SourceKeyId",
          "DestinationKeyId",
          "AliasName",
          "TargetKeyId",
          "RoleArn",
          "RoleName",
          "PolicyArn",
          "PolicyName",
          "UserPoolId",
          "GroupName",
          "Username",
          "StackName");

  private Resources() {}

  static List<String> of(AwsRequest request) {
    if ("s3".equals(request.service())) {
      String path = request.line().path();
      return path.length() > 1 ? List.of(path.substring(1)) : List.of();
    }
    return request.body().isJson() ? ofJson(request.body().text()) : ofForm(request.body().form());
  }

  private static List<String> ofForm(Map<String, String> form) {
    return NAMES.stream().map(form::get).filter(Objects::nonNull).toList();
  }

  private static List<String> ofJson(String body) {
    JsonNode root;
    try {
      root = JSON.readTree(body);
    } catch (JsonProcessingException notJson) {
      return List.of();
    }
    Set<String> found = new LinkedHashSet<>();
    NAMES.forEach(name -> addText(found, root.get(name)));
    // DynamoDB's batches name tables as members, its transactions one a part.
    JsonNode batch = root.path("RequestItems");
    batch.fieldNames().forEachRemaining(found::add);
    for (JsonNode item : root.path("TransactItems")) {
      item.forEach(part -> addText(found, part.get("TableName")));
    }
    // A key is created without a name: it is known by its tags' values.
    if (found.isEmpty()) {
      root.path("Tags").forEach(tag -> addText(found, tag.get("TagValue")));
    }
    return List.copyOf(found);
  }

  private static void addText(Set<String> found, @Nullable JsonNode node) {
    Stream.ofNullable(node).filter(JsonNode::isTextual).map(JsonNode::asText).forEach(found::add);
  }
}
