// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents.ack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares declared settings with those on AWS by what they mean, as ACK does: of JSON documents,
 * policies among them, neither order nor formatting counts, and one value is the same as a list of
 * that one.
 */
public final class Settings {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Settings() {}

  /**
   * The names of the settings that differ, sorted.
   *
   * @param declared a child's spec
   * @param live the settings that were read, JSON null for one that is not there
   */
  public static Set<String> differing(Map<String, Object> declared, ObjectNode live) {
    Set<String> names = new TreeSet<>();
    live.properties()
        .forEach(setting -> {
          JsonNode wanted = JSON.valueToTree(declared.get(setting.getKey()));
          if (!canonical(wanted).equals(canonical(setting.getValue()))) {
            names.add(setting.getKey());
          }
        });
    return names;
  }

  private static JsonNode canonical(JsonNode node) {
    if (node.isObject()) {
      ObjectNode result = JSON.createObjectNode();
      node.properties().forEach(e -> result.set(e.getKey(), canonical(e.getValue())));
      return result;
    }
    if (node.isArray()) {
      return canonicalList(node);
    }
    return node.isTextual() && node.textValue().startsWith("{") ? document(node) : node;
  }

  private static JsonNode canonicalList(JsonNode list) {
    if (list.size() == 1) {
      return canonical(list.get(0));
    }
    List<JsonNode> items = new ArrayList<>();
    list.forEach(item -> items.add(canonical(item)));
    items.sort(Comparator.comparing(JsonNode::toString));
    ArrayNode result = JSON.createArrayNode();
    return result.addAll(items);
  }

  private static JsonNode document(JsonNode text) {
    try {
      return canonical(JSON.readTree(text.textValue()));
    } catch (JsonProcessingException e) {
      return text;
    }
  }
}
