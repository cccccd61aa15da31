// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.preview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The fields in which a desired tree differs from one that exists. JSON inside of text, as policies
 * are, is compared as a tree; elements of a list by what names them.
 */
final class Differences {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NAMES =
      List.of("Sid", "id", "key", "tagKey", "name", "indexName", "attributeName");

  private final List<Difference> found = new ArrayList<>();

  private Differences() {}

  /**
   * Compares two trees.
   *
   * @param path of both, for what is reported
   * @param whole whether the desired tree is all there may be; otherwise others may have added
   *     members to its objects
   */
  static List<Difference> between(String path, Object before, Object after, boolean whole) {
    Differences differences = new Differences();
    differences.compare(path, JSON.valueToTree(before), JSON.valueToTree(after), whole);
    return List.copyOf(differences.found);
  }

  private void compare(String path, JsonNode before, JsonNode after, boolean whole) {
    JsonNode old = unwrapped(before);
    JsonNode now = unwrapped(after);
    if (old.isObject() && now.isObject()) {
      members(path, old, now, whole || before.isTextual());
    } else if (old.isArray() && now.isArray()) {
      elements(path, old, now);
    } else if (!text(old).equals(text(now))) {
      found.add(new Difference(path, text(old), text(now)));
    }
  }

  private void members(String path, JsonNode before, JsonNode after, boolean whole) {
    Set<String> names = new LinkedHashSet<>();
    if (whole) {
      before.fieldNames().forEachRemaining(names::add);
    }
    after.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      compare(path + "." + name, before.path(name), after.path(name), whole);
    }
  }

  private void elements(String path, JsonNode before, JsonNode after) {
    Set<String> names = new LinkedHashSet<>();
    names.addAll(names(before));
    names.addAll(names(after));
    for (String name : names) {
      compare(path + "[" + name + "]", element(before, name), element(after, name), true);
    }
  }

  private static List<String> names(JsonNode list) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      names.add(nameOf(list.get(i), i));
    }
    return names;
  }

  private static JsonNode element(JsonNode list, String name) {
    int position = names(list).indexOf(name);
    return position < 0 ? MissingNode.getInstance() : list.get(position);
  }

  private static String nameOf(JsonNode element, int position) {
    return NAMES.stream()
        .map(element::path)
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .findFirst()
        .orElseGet(() -> element.isTextual() ? element.asText() : Integer.toString(position));
  }

  private static JsonNode unwrapped(JsonNode node) {
    if (!node.isTextual() || !node.asText().startsWith("{")) {
      return node;
    }
    try {
      return JSON.readTree(node.asText());
    } catch (JsonProcessingException e) {
      return node;
    }
  }

  private static String text(JsonNode node) {
    return node.isMissingNode() || node.isNull() ? Difference.ABSENT : node.toString();
  }
}
