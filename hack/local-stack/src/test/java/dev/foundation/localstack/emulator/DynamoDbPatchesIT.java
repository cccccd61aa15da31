// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.emulator;

import static dev.foundation.localstack.emulator.Sandbox.ADMINISTRATOR;
import static dev.foundation.localstack.emulator.Sandbox.allow;
import static dev.foundation.localstack.emulator.Sandbox.allowIf;
import static dev.foundation.localstack.emulator.Sandbox.client;
import static dev.foundation.localstack.emulator.Sandbox.policy;
import static dev.foundation.localstack.emulator.Sandbox.sessionWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class DynamoDbPatchesIT {

  private final DynamoDbClient administrator = client(DynamoDbClient.builder(), ADMINISTRATOR);

  @Test
  void aRoleThatNamesOneTableCannotReadAnother() {
    String mine = table();
    String theirs = table();
    DynamoDbClient role = client(DynamoDbClient.builder(), readerOf(mine));
    get(role, mine);
    assertThatThrownBy(() -> get(role, theirs)).hasMessageContaining("not authorized");
  }

  @Test
  void callsThatNameATableByArnAreDecidedOnIt() {
    String mine = table();
    String theirs = table();
    DynamoDbClient role =
        client(
            DynamoDbClient.builder(), sessionWith(allow("dynamodb:ListTagsOfResource", arn(mine))));
    assertThat(role.listTagsOfResource(request -> request.resourceArn(arn(mine))).tags()).isEmpty();
    assertThatThrownBy(() -> role.listTagsOfResource(request -> request.resourceArn(arn(theirs))))
        .hasMessageContaining("not authorized");
  }

  @Test
  void aTablesPolicyDeniesAllOthers() {
    String table = table();
    DynamoDbClient other = client(DynamoDbClient.builder(), readerOf(table));
    get(other, table);
    administrator.putResourcePolicy(
        request -> request.resourceArn(arn(table)).policy(denyReadsExcept("nobody", table)));
    assertThatThrownBy(() -> get(other, table)).hasMessageContaining("not authorized");
    assertThatThrownBy(() -> get(administrator, table)).hasMessageContaining("not authorized");
    assertThat(administrator.describeTable(request -> request.tableName(table))).isNotNull();
  }

  @Test
  void aTablesPolicyCoversItsIndexes() {
    String table = table();
    queryIndex(administrator, table);
    administrator.putResourcePolicy(
        request -> request.resourceArn(arn(table)).policy(denyReadsExcept("nobody", table)));
    assertThatThrownBy(() -> queryIndex(administrator, table))
        .hasMessageContaining("not authorized");
  }

  @Test
  void aPolicyGivenAtCreationHolds() {
    String table = Sandbox.unique("table");
    administrator.createTable(
        definition(table).resourcePolicy(denyReadsExcept("nobody", table)).build());
    assertThatThrownBy(() -> get(administrator, table)).hasMessageContaining("not authorized");
  }

  @Test
  void aPolicyDiesWithItsTable() {
    String table = table();
    administrator.putResourcePolicy(
        request -> request.resourceArn(arn(table)).policy(denyReadsExcept("nobody", table)));
    administrator.deleteTable(request -> request.tableName(table));
    administrator.createTable(definition(table).build());
    get(administrator, table);
  }

  @Test
  void leadingKeysLimitItems() {
    String table = table();
    String condition = "{\"ForAllValues:StringEquals\":{\"dynamodb:LeadingKeys\":[\"mine\"]}}";
    DynamoDbClient limited =
        client(DynamoDbClient.builder(), sessionWith(allowIf("dynamodb:*", arn(table), condition)));
    limited.getItem(request -> request.tableName(table).key(key("mine")));
    limited.putItem(request -> request.tableName(table).item(key("mine")));
    assertThatThrownBy(() -> limited.getItem(r -> r.tableName(table).key(key("theirs"))))
        .hasMessageContaining("not authorized");
    assertThatThrownBy(() -> limited.putItem(r -> r.tableName(table).item(key("theirs"))))
        .hasMessageContaining("not authorized");
    assertThatThrownBy(() -> query(limited, table, "theirs"))
        .hasMessageContaining("not authorized");
    query(limited, table, "mine");
  }

  private static AwsCredentials readerOf(String table) {
    return sessionWith(allow("dynamodb:GetItem", arn(table)));
  }

  private static String denyReadsExcept(String role, String table) {
    return policy(
        """
        {"Effect":"Deny","Principal":"*","Action":["dynamodb:GetItem","dynamodb:Query"],
         "Resource":["%s","%s/index/*"],
         "Condition":{"ArnNotEquals":{"aws:PrincipalArn":"arn:aws:iam::000000000000:role/%s"}}}
        """
            .formatted(arn(table), arn(table), role));
  }

  private String table() {
    String name = Sandbox.unique("table");
    administrator.createTable(definition(name).build());
    return name;
  }

  private static CreateTableRequest.Builder definition(String name) {
    return CreateTableRequest.builder()
        .tableName(name)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(attribute("pk"), attribute("lp"))
        .keySchema(hash("pk"))
        .globalSecondaryIndexes(
            GlobalSecondaryIndex.builder()
                .indexName("listing")
                .keySchema(hash("lp"))
                .projection(p -> p.projectionType(ProjectionType.KEYS_ONLY))
                .build());
  }

  private static AttributeDefinition attribute(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement hash(String name) {
    return KeySchemaElement.builder().attributeName(name).keyType(KeyType.HASH).build();
  }

  private static void get(DynamoDbClient client, String table) {
    client.getItem(request -> request.tableName(table).key(key("any")));
  }

  private static void query(DynamoDbClient client, String table, String value) {
    client.query(request ->
        request
            .tableName(table)
            .keyConditionExpression("#k = :v")
            .expressionAttributeNames(Map.of("#k", "pk"))
            .expressionAttributeValues(Map.of(":v", AttributeValue.fromS(value))));
  }

  private static void queryIndex(DynamoDbClient client, String table) {
    client.query(request ->
        request
            .tableName(table)
            .indexName("listing")
            .keyConditionExpression("lp = :v")
            .expressionAttributeValues(Map.of(":v", AttributeValue.fromS("x"))));
  }

  private static Map<String, AttributeValue> key(String value) {
    return Map.of("pk", AttributeValue.fromS(value));
  }

  private static String arn(String table) {
    return "arn:aws:dynamodb:eu-west-1:000000000000:table/" + table;
  }
}
