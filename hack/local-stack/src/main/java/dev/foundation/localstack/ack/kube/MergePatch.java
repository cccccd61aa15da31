// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON merge patches (RFC 7396). */
final class MergePatch {
  private MergePatch() {}

  /** The patch that makes one object of the other; empty if they are equal. */
  static ObjectNode between(JsonNode from, JsonNode to) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    for (var field : to.properties()) {
      JsonNode before = from.path(field.getKey());
      JsonNode after = field.getValue();
      if (before.isObject() && after.isObject()) {
        ObjectNode inner = between(before, after);
        if (!inner.isEmpty()) {
          patch.set(field.getKey(), inner);
        }
      } else if (!before.equals(after)) {
        patch.set(field.getKey(), after);
      }
    }
    for (var field : from.properties()) {
      if (!to.has(field.getKey())) {
        patch.putNull(field.getKey());
      }
    }
    return patch;
  }
}
