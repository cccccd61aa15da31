// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foundation.api.documents.sealing.DocumentContent;
import dev.foundation.api.operation.Json;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * A change to a document as JSON Merge Patch (RFC 7396): members replace members, null removes
 * them, objects are merged.
 */
record MergePatch(DocumentContent patch) {

  /**
   * The content after the change; every number keeps its digits.
   *
   * @throws dev.foundation.api.problem.ProblemException {@code payload-too-large} if it would be
   *     larger than a document may be
   */
  DocumentContent applied(DocumentContent content) {
    try {
      JsonNode merged = merge(content.tree(), patch.tree());
      return DocumentContent.of(Json.MAPPER.writeValueAsBytes(merged));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode merge(JsonNode target, JsonNode patch) {
    if (!patch.isObject()) {
      return patch;
    }
    // In place: both trees are this call's own, and a copy of each level would be one of all below.
    ObjectNode merged = target instanceof ObjectNode own ? own : Json.MAPPER.createObjectNode();
    for (Map.Entry<String, JsonNode> member : patch.properties()) {
      if (member.getValue().isNull()) {
        merged.remove(member.getKey());
      } else {
        JsonNode before = merged.path(member.getKey());
        merged.set(member.getKey(), merge(before, member.getValue()));
      }
    }
    return merged;
  }
}
