// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foundation.localstack.ack.resource.AckKind;
import dev.foundation.localstack.ack.resource.AckResource;
import dev.foundation.localstack.ack.resource.TagField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.PolicyNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;

/** The settings of a table that have calls of their own beside DescribeTable. */
final class TableSettings {
  private static final String POLICY = "resourcePolicy";
  private final DynamoDbClient dynamo;

  TableSettings(DynamoDbClient dynamo) {
    this.dynamo = dynamo;
  }

  void read(TableDescription table, AckResource observed) {
    ObjectNode spec = observed.spec();
    AckKind.TABLE.tags().write(spec, tags(table.tableArn()));
    readTimeToLive(table, spec);
    spec.putObject("continuousBackups")
        .put("pointInTimeRecoveryEnabled", backups(table.tableName()));
    Optional<String> policy = policy(table.tableArn());
    policy.ifPresentOrElse(text -> spec.put(POLICY, text), () -> spec.remove(POLICY));
  }

  void writeTags(String arn, Map<String, String> wanted, Map<String, String> observed) {
    TagField.settle(
        wanted,
        observed,
        gone -> dynamo.untagResource(r -> r.resourceArn(arn).tagKeys(gone)),
        all -> dynamo.tagResource(r -> r.resourceArn(arn).tags(TableShapes.tags(all))));
  }

  void writePolicy(String arn, Optional<String> policy) {
    policy.ifPresentOrElse(
        text -> dynamo.putResourcePolicy(r -> r.resourceArn(arn).policy(text)),
        () -> dynamo.deleteResourcePolicy(r -> r.resourceArn(arn)));
  }

  void writeTimeToLive(String table, JsonNode timeToLive) {
    boolean enabled = timeToLive.path("enabled").asBoolean();
    String attribute =
        timeToLive.path("attributeName").isTextual()
            ? timeToLive.path("attributeName").asText()
            : describeTimeToLive(table).attributeName();
    dynamo.updateTimeToLive(r ->
        r.tableName(table)
            .timeToLiveSpecification(t -> t.enabled(enabled).attributeName(attribute)));
  }

  void writeBackups(String table, JsonNode backups) {
    boolean enabled = backups.path("pointInTimeRecoveryEnabled").asBoolean();
    dynamo.updateContinuousBackups(r ->
        r.tableName(table)
            .pointInTimeRecoverySpecification(p -> p.pointInTimeRecoveryEnabled(enabled)));
  }

  /** One index is removed or made at a time, as DynamoDB wants it; the rest follows later. */
  void writeIndexes(String table, ObjectNode spec) {
    Set<String> existing =
        dynamo.describeTable(r -> r.tableName(table)).table().globalSecondaryIndexes().stream()
            .map(GlobalSecondaryIndexDescription::indexName)
            .collect(Collectors.toSet());
    List<GlobalSecondaryIndex> wanted = TableShapes.indexes(spec);
    Set<String> names =
        wanted.stream().map(GlobalSecondaryIndex::indexName).collect(Collectors.toSet());
    Optional<String> gone = existing.stream().filter(n -> !names.contains(n)).findFirst();
    if (gone.isPresent()) {
      update(
          table,
          spec,
          GlobalSecondaryIndexUpdate.builder().delete(d -> d.indexName(gone.get())).build());
      return;
    }
    wanted.stream()
        .filter(index -> !existing.contains(index.indexName()))
        .findFirst()
        .ifPresent(index -> update(table, spec, creation(index)));
  }

  private void update(String table, ObjectNode spec, GlobalSecondaryIndexUpdate update) {
    dynamo.updateTable(r ->
        r.tableName(table)
            .attributeDefinitions(TableShapes.attributes(spec))
            .globalSecondaryIndexUpdates(List.of(update)));
  }

  private static GlobalSecondaryIndexUpdate creation(GlobalSecondaryIndex index) {
    return GlobalSecondaryIndexUpdate.builder()
        .create(c ->
            c.indexName(index.indexName())
                .keySchema(index.keySchema())
                .projection(index.projection()))
        .build();
  }

  private void readTimeToLive(TableDescription table, ObjectNode spec) {
    TimeToLiveDescription ttl = describeTimeToLive(table.tableName());
    boolean enabled = ttl.timeToLiveStatusAsString().startsWith("ENABL");
    ObjectNode node = spec.putObject("timeToLive").put("enabled", enabled);
    if (ttl.attributeName() != null && enabled) {
      node.put("attributeName", ttl.attributeName());
    }
  }

  private TimeToLiveDescription describeTimeToLive(String table) {
    return dynamo.describeTimeToLive(r -> r.tableName(table)).timeToLiveDescription();
  }

  private Map<String, String> tags(String arn) {
    Map<String, String> tags = new LinkedHashMap<>();
    String token = null;
    do {
      String page = token;
      var answer = dynamo.listTagsOfResource(r -> r.resourceArn(arn).nextToken(page));
      answer.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
      token = answer.nextToken();
    } while (token != null && !token.isEmpty());
    return tags;
  }

  private boolean backups(String table) {
    return "ENABLED"
        .equals(
            dynamo
                .describeContinuousBackups(r -> r.tableName(table))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription()
                .pointInTimeRecoveryStatusAsString());
  }

  private Optional<String> policy(String arn) {
    try {
      return Optional.ofNullable(dynamo.getResourcePolicy(r -> r.resourceArn(arn)).policy());
    } catch (PolicyNotFoundException e) {
      return Optional.empty();
    }
  }
}
