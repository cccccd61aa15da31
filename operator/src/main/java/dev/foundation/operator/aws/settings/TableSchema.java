// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** By what a table's items are found, and how it is paid for; an index in the making is none. */
record TableSchema(TableDescription table) {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  ObjectNode read() {
    ObjectNode found = JSON.objectNode();
    found.set("keySchema", list(table.keySchema(), TableSchema::key));
    found.set("globalSecondaryIndexes", indexes());
    found.put(
        "billingMode",
        table.billingModeSummary() == null
            ? "PROVISIONED"
            : table.billingModeSummary().billingModeAsString());
    return found;
  }

  /** Null where there is none: so is a table declared that has no index. */
  private @Nullable JsonNode indexes() {
    List<GlobalSecondaryIndexDescription> made =
        table.globalSecondaryIndexes().stream()
            .filter(index -> index.indexStatus() != IndexStatus.CREATING)
            .toList();
    return made.isEmpty() ? null : list(made, TableSchema::index);
  }

  private static JsonNode index(GlobalSecondaryIndexDescription index) {
    ObjectNode node = JSON.objectNode().put("indexName", index.indexName());
    node.set("keySchema", list(index.keySchema(), TableSchema::key));
    node.putObject("projection").put("projectionType", index.projection().projectionTypeAsString());
    return node;
  }

  private static JsonNode key(KeySchemaElement key) {
    return JSON.objectNode()
        .put("attributeName", key.attributeName())
        .put("keyType", key.keyTypeAsString());
  }

  private static <T> JsonNode list(Collection<T> items, Function<T, JsonNode> node) {
    ArrayNode list = JSON.arrayNode();
    items.forEach(item -> list.add(node.apply(item)));
    return list;
  }
}
