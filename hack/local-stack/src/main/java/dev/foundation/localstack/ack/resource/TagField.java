// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.resource;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Where a kind keeps its tags in the spec, and how it names a tag's halves.
 *
 * @param path JSON pointer below the spec, empty if the kind has no tags
 */
public record TagField(String path, String keyName, String valueName) {
  public boolean exists() {
    return !path.isEmpty();
  }

  public Map<String, String> read(JsonNode spec) {
    Map<String, String> tags = new LinkedHashMap<>();
    if (exists()) {
      for (JsonNode tag : spec.at(path)) {
        tags.put(tag.path(keyName).asText(), tag.path(valueName).asText());
      }
    }
    return tags;
  }

  /** Replaces the tags; without tags the field is absent, as AWS' answers have it. */
  public void write(ObjectNode spec, Map<String, String> tags) {
    if (!exists()) {
      return;
    }
    JsonPointer pointer = JsonPointer.compile(path);
    if (tags.isEmpty()) {
      spec.remove(pointer.getMatchingProperty());
      return;
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    tags.forEach((key, value) -> list.addObject().put(keyName, key).put(valueName, value));
    ObjectNode parent = pointer.tail().matches() ? spec : spec.withObject(pointer.head());
    parent.set(pointer.last().getMatchingProperty(), list);
  }

  /**
   * Brings the tags on AWS to the wanted ones.
   *
   * @param untag removes those of these keys; not called for none
   * @param tag adds these, in place of older ones of the same keys; not called for none
   */
  public static void settle(
      Map<String, String> wanted,
      Map<String, String> observed,
      Consumer<List<String>> untag,
      Consumer<Map<String, String>> tag) {
    List<String> gone = observed.keySet().stream().filter(key -> !wanted.containsKey(key)).toList();
    if (!gone.isEmpty()) {
      untag.accept(gone);
    }
    if (!wanted.isEmpty()) {
      tag.accept(wanted);
    }
  }
}
