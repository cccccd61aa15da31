// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foundation.localstack.ack.resource.AckConditions;
import dev.foundation.localstack.ack.resource.AckKind;
import dev.foundation.localstack.ack.resource.AckResource;
import dev.foundation.localstack.ack.resource.AwsAdapter;
import dev.foundation.localstack.ack.resource.RequeueException;
import dev.foundation.localstack.ack.resource.SpecDifferences;
import dev.foundation.localstack.ack.resource.Timestamps;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** DynamoDB tables, known by name; what CreateTable cannot set comes with a later pass. */
public final class TableAdapter implements AwsAdapter {
  private static final String SSE = "sseSpecification";
  private static final String PROTECTION = "deletionProtectionEnabled";
  private static final String RESOURCE_POLICY = "resourcePolicy";
  private static final String THROUGHPUT = "provisionedThroughput";
  private static final Set<String> IMMEDIATE = Set.of("tags", RESOURCE_POLICY);

  private final DynamoDbClient dynamo;
  private final TableSettings settings;

  public TableAdapter(DynamoDbClient dynamo) {
    this.dynamo = dynamo;
    this.settings = new TableSettings(dynamo);
  }

  @Override
  public AckKind kind() {
    return AckKind.TABLE;
  }

  @Override
  public Optional<AckResource> find(AckResource desired) {
    TableDescription table;
    try {
      table = dynamo.describeTable(r -> r.tableName(name(desired))).table();
    } catch (ResourceNotFoundException e) {
      return Optional.empty();
    }
    AckResource observed = desired.copy();
    describe(table, observed);
    if (table.tableStatus() == TableStatus.CREATING) {
      throw wait("CREATING", Duration.ofSeconds(5), observed);
    }
    if (table.tableStatus() == TableStatus.UPDATING) {
      throw wait("UPDATING", Duration.ofSeconds(10), observed);
    }
    settings.read(table, observed);
    return Optional.of(observed);
  }

  @Override
  public AckResource create(AckResource desired) {
    ObjectNode spec = desired.spec();
    var indexes = TableShapes.indexes(spec);
    TableDescription table =
        dynamo
            .createTable(r -> {
              r.tableName(name(desired))
                  .attributeDefinitions(TableShapes.attributes(spec))
                  .keySchema(TableShapes.keys(spec.path("keySchema")))
                  .globalSecondaryIndexes(indexes.isEmpty() ? null : indexes)
                  .billingMode(spec.path("billingMode").textValue())
                  .deletionProtectionEnabled(spec.path(PROTECTION).asBoolean())
                  .resourcePolicy(spec.path(RESOURCE_POLICY).textValue())
                  .tags(TableShapes.tags(kind().tags().read(spec)));
              if (spec.hasNonNull(SSE)) {
                r.sseSpecification(TableShapes.encryption(spec.path(SSE)));
              }
            })
            .tableDescription();
    AckResource created = desired.copy();
    status(table, created);
    ObjectNode throughput = created.spec().putObject(THROUGHPUT);
    throughput.put("readCapacityUnits", 0).put("writeCapacityUnits", 0);
    if (spec.hasNonNull("timeToLive")) {
      new AckConditions(created, Clock.systemUTC()).set(AckConditions.SYNCED, "False", null, null);
    }
    return created;
  }

  @Override
  public AckResource update(AckResource desired, AckResource observed, Set<String> changed) {
    if (changed.contains("tags")) {
      settings.writeTags(
          observed.arn().orElseThrow(),
          kind().tags().read(desired.spec()),
          kind().tags().read(observed.spec()));
    }
    if (changed.contains(RESOURCE_POLICY)) {
      settings.writePolicy(observed.arn().orElseThrow(), desired.text(RESOURCE_POLICY));
    }
    AckResource updated = desired.withStatusOf(observed);
    if (IMMEDIATE.containsAll(changed)) {
      return updated;
    }
    updateTable(desired.spec(), name(desired), changed);
    throw wait("UPDATING", Duration.ofSeconds(10), updated);
  }

  /** ACK turns deletion protection off first if the spec says so, and only then deletes. */
  @Override
  public void delete(AckResource desired, AckResource observed) {
    boolean unprotected = desired.spec().path(PROTECTION).isBoolean();
    if (unprotected
        && !desired.spec().path(PROTECTION).asBoolean()
        && observed.spec().path(PROTECTION).asBoolean()) {
      dynamo.updateTable(r -> r.tableName(name(desired)).deletionProtectionEnabled(false));
    }
    dynamo.deleteTable(r -> r.tableName(name(desired)));
  }

  @Override
  public Set<String> policyFields() {
    return Set.of(RESOURCE_POLICY);
  }

  @Override
  public String adoptionField() {
    return "tableName";
  }

  @Override
  public Set<String> differences(AckResource desired, AckResource observed) {
    AckResource wanted = desired.copy();
    wanted.spec().remove(THROUGHPUT);
    defaults(wanted.spec(), observed.spec());
    Set<String> names = SpecDifferences.of(this).between(wanted, observed);
    names.removeIf(name -> name.equals("tableClass") && !desired.spec().has(name));
    return names;
  }

  @Override
  public boolean isSynced(AckResource observed) {
    String status = observed.status().path("tableStatus").asText();
    return status.equals("ACTIVE") || status.equals("ARCHIVED");
  }

  @Override
  public Set<String> terminalCodes() {
    return Set.of("InvalidParameter", "ValidationException");
  }

  private void updateTable(ObjectNode spec, String name, Set<String> changed) {
    if (changed.contains("timeToLive")) {
      settings.writeTimeToLive(name, spec.path("timeToLive"));
    }
    if (changed.contains(SSE)) {
      dynamo.updateTable(
          r -> r.tableName(name).sseSpecification(TableShapes.encryption(spec.path(SSE))));
    }
    if (changed.contains("billingMode") || changed.contains(PROTECTION)) {
      dynamo.updateTable(r -> {
        r.tableName(name);
        if (changed.contains("billingMode")) {
          r.billingMode(spec.path("billingMode").textValue());
        }
        if (changed.contains(PROTECTION)) {
          r.deletionProtectionEnabled(spec.path(PROTECTION).asBoolean());
        }
      });
    }
    if (changed.contains("continuousBackups")) {
      settings.writeBackups(name, spec.path("continuousBackups"));
    }
    if (changed.contains("globalSecondaryIndexes")) {
      settings.writeIndexes(name, spec);
    }
  }

  private void describe(TableDescription table, AckResource observed) {
    status(table, observed);
    ObjectNode spec = observed.spec();
    put(spec, "attributeDefinitions", TableShapes.attributes(table.attributeDefinitions()));
    put(spec, "keySchema", TableShapes.keys(table.keySchema()));
    put(spec, "globalSecondaryIndexes", TableShapes.indexes(table.globalSecondaryIndexes()));
    spec.remove(THROUGHPUT);
    spec.put(
        "billingMode",
        table.billingModeSummary() == null
            ? "PROVISIONED"
            : table.billingModeSummary().billingModeAsString());
    spec.put(PROTECTION, Boolean.TRUE.equals(table.deletionProtectionEnabled()));
    var sse = table.sseDescription();
    if (sse == null) {
      spec.remove(SSE);
    } else {
      ObjectNode node = spec.putObject(SSE).put("enabled", "ENABLED".equals(sse.statusAsString()));
      node.put("sseType", sse.sseTypeAsString()).put("kmsMasterKeyID", sse.kmsMasterKeyArn());
    }
  }

  private static void status(TableDescription table, AckResource resource) {
    resource.setArn(table.tableArn());
    ObjectNode status = resource.status();
    status.put("tableStatus", table.tableStatusAsString()).put("tableID", table.tableId());
    status.put("creationDateTime", Timestamps.text(table.creationDateTime()));
  }

  /** Order makes no difference in a schema: what means the same keeps the desired form. */
  private static void put(ObjectNode spec, String field, JsonNode value) {
    Set<JsonNode> wanted = new HashSet<>();
    spec.path(field).forEach(wanted::add);
    Set<JsonNode> seen = new HashSet<>();
    value.forEach(seen::add);
    if (seen.isEmpty()) {
      spec.remove(field);
    } else if (!wanted.equals(seen)) {
      spec.set(field, value);
    }
  }

  private static void defaults(ObjectNode wanted, ObjectNode observed) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (!wanted.hasNonNull("billingMode")) {
      wanted.put("billingMode", "PROVISIONED");
    }
    if (!wanted.hasNonNull("timeToLive") && observed.hasNonNull("timeToLive")) {
      wanted.set("timeToLive", json.objectNode().put("enabled", false));
    }
    if (!wanted.hasNonNull("continuousBackups")) {
      wanted.set("continuousBackups", json.objectNode().put("pointInTimeRecoveryEnabled", false));
    }
  }

  private static RequeueException wait(String state, Duration after, AckResource latest) {
    return new RequeueException(
        "table in '" + state + "' state, cannot be modified or deleted", after, latest);
  }

  private static String name(AckResource resource) {
    return resource.text("tableName").orElse("");
  }
}
