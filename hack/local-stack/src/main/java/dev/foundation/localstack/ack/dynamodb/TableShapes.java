// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.SSESpecification;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** A table's schema, between the custom resource's JSON and the SDK. */
final class TableShapes {
  private TableShapes() {}

  static List<AttributeDefinition> attributes(JsonNode spec) {
    return items(spec.path("attributeDefinitions")).stream()
        .map(a ->
            AttributeDefinition.builder()
                .attributeName(a.path("attributeName").asText())
                .attributeType(a.path("attributeType").asText())
                .build())
        .toList();
  }

  static List<KeySchemaElement> keys(JsonNode keySchema) {
    return items(keySchema).stream()
        .map(k ->
            KeySchemaElement.builder()
                .attributeName(k.path("attributeName").asText())
                .keyType(k.path("keyType").asText())
                .build())
        .toList();
  }

  static List<GlobalSecondaryIndex> indexes(JsonNode spec) {
    return items(spec.path("globalSecondaryIndexes")).stream().map(TableShapes::index).toList();
  }

  static SSESpecification encryption(JsonNode sse) {
    return SSESpecification.builder()
        .enabled(sse.path("enabled").asBoolean())
        .sseType(sse.path("sseType").textValue())
        .kmsMasterKeyId(sse.path("kmsMasterKeyID").textValue())
        .build();
  }

  static List<Tag> tags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  static ArrayNode attributes(List<AttributeDefinition> definitions) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    definitions.forEach(d ->
        list.addObject()
            .put("attributeName", d.attributeName())
            .put("attributeType", d.attributeTypeAsString()));
    return list;
  }

  static ArrayNode keys(List<KeySchemaElement> elements) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    elements.forEach(e ->
        list.addObject()
            .put("attributeName", e.attributeName())
            .put("keyType", e.keyTypeAsString()));
    return list;
  }

  static ArrayNode indexes(List<GlobalSecondaryIndexDescription> indexes) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (GlobalSecondaryIndexDescription index : indexes) {
      ObjectNode item = list.addObject().put("indexName", index.indexName());
      item.set("keySchema", keys(index.keySchema()));
      ObjectNode projection = item.putObject("projection");
      projection.put("projectionType", index.projection().projectionTypeAsString());
      if (!index.projection().nonKeyAttributes().isEmpty()) {
        index.projection().nonKeyAttributes().forEach(projection.putArray("nonKeyAttributes")::add);
      }
    }
    return list;
  }

  private static GlobalSecondaryIndex index(JsonNode index) {
    JsonNode projection = index.path("projection");
    List<String> nonKey =
        items(projection.path("nonKeyAttributes")).stream().map(JsonNode::asText).toList();
    return GlobalSecondaryIndex.builder()
        .indexName(index.path("indexName").asText())
        .keySchema(keys(index.path("keySchema")))
        .projection(
            Projection.builder()
                .projectionType(projection.path("projectionType").textValue())
                .nonKeyAttributes(nonKey.isEmpty() ? null : nonKey)
                .build())
        .build();
  }

  private static List<JsonNode> items(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).toList();
  }
}
