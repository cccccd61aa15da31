// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.resource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Compares IAM policy documents by what they say: neither order nor formatting counts. */
final class PolicyDocuments {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PolicyDocuments() {}

  /** Two documents of which one is not JSON are never the same. */
  static boolean same(String one, String other) {
    try {
      return canonical(JSON.readTree(one)).equals(canonical(JSON.readTree(other)));
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static JsonNode canonical(JsonNode node) {
    if (node.isObject()) {
      ObjectNode result = JSON.createObjectNode();
      node.properties().forEach(e -> result.set(e.getKey(), canonical(e.getValue())));
      return result;
    }
    if (node.isArray() && node.size() == 1) {
      return canonical(node.get(0));
    }
    if (node.isArray()) {
      List<JsonNode> items = new ArrayList<>();
      node.forEach(item -> items.add(canonical(item)));
      items.sort(Comparator.comparing(JsonNode::toString));
      ArrayNode result = JSON.createArrayNode();
      return result.addAll(items);
    }
    return node;
  }
}
