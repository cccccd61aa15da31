// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws.settings;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foundation.operator.aws.AwsFailure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.PolicyNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** A table's schema and what protects it: encryption, backups, deletion protection and so on. */
record TableSettings(DynamoDbClient dynamodb) {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  Optional<ObjectNode> read(String name) {
    ObjectNode found = JSON.objectNode();
    return AwsFailure.translate(() -> {
      try {
        TableDescription table = dynamodb.describeTable(r -> r.tableName(name)).table();
        found.setAll(new TableSchema(table).read());
        found.put(
            "deletionProtectionEnabled", Boolean.TRUE.equals(table.deletionProtectionEnabled()));
        found.set("sseSpecification", encryption(table));
        found.set("continuousBackups", backups(name));
        found.set("timeToLive", timeToLive(name));
        found.put("resourcePolicy", policy(table.tableArn()));
        return Optional.of(found);
      } catch (ResourceNotFoundException e) {
        return Optional.empty();
      } catch (DynamoDbException e) {
        return Optional.of(Denied.among(found, e));
      }
    });
  }

  private static @Nullable ObjectNode encryption(TableDescription table) {
    var sse = table.sseDescription();
    if (sse == null) {
      return null;
    }
    return JSON.objectNode()
        .put("enabled", sse.statusAsString().startsWith("ENABL"))
        .put("sseType", sse.sseTypeAsString())
        .put("kmsMasterKeyID", sse.kmsMasterKeyArn());
  }

  private ObjectNode backups(String name) {
    String status =
        dynamodb
            .describeContinuousBackups(r -> r.tableName(name))
            .continuousBackupsDescription()
            .pointInTimeRecoveryDescription()
            .pointInTimeRecoveryStatusAsString();
    return JSON.objectNode().put("pointInTimeRecoveryEnabled", "ENABLED".equals(status));
  }

  /** Null where nothing expires: so is a table declared that keeps everything. */
  private @Nullable ObjectNode timeToLive(String name) {
    var ttl = dynamodb.describeTimeToLive(r -> r.tableName(name)).timeToLiveDescription();
    return ttl.timeToLiveStatusAsString().startsWith("ENABL")
        ? JSON.objectNode().put("enabled", true).put("attributeName", ttl.attributeName())
        : null;
  }

  private @Nullable String policy(String arn) {
    try {
      return dynamodb.getResourcePolicy(r -> r.resourceArn(arn)).policy();
    } catch (PolicyNotFoundException e) {
      return null;
    }
  }
}
