// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.testing;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A workspace's two tables with the schema the operator gives them. */
final class Tables {

  private static final GlobalSecondaryIndex LISTING =
      GlobalSecondaryIndex.builder()
          .indexName("listing")
          .keySchema(key("lp", KeyType.HASH), key("ls", KeyType.RANGE))
          .projection(keys -> keys.projectionType(ProjectionType.KEYS_ONLY))
          .build();

  private Tables() {}

  static void createDocuments(DynamoDbClient client, String name) {
    client.createTable(
        CreateTableRequest.builder()
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(string("pk"), string("sk"), string("lp"), string("ls"))
            .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
            .globalSecondaryIndexes(LISTING)
            .build());
  }

  static void createAudit(DynamoDbClient client, String name) {
    client.createTable(
        CreateTableRequest.builder()
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(string("pk"), string("sk"))
            .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
            .build());
  }

  static void createKeys(DynamoDbClient client, String name) {
    client.createTable(
        CreateTableRequest.builder()
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(string("branch-key-id"), string("type"))
            .keySchema(key("branch-key-id", KeyType.HASH), key("type", KeyType.RANGE))
            .build());
  }

  private static AttributeDefinition string(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
