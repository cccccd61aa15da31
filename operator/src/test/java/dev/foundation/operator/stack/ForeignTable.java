// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.stack;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Tag;

/** A table that somebody else made. */
public final class ForeignTable {

  private ForeignTable() {}

  /** Makes it; answers its ARN. */
  public static String create(DynamoDbClient dynamodb, String name, Tag... tags) {
    return dynamodb
        .createTable(r ->
            r.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    AttributeDefinition.builder().attributeName("a").attributeType("S").build())
                .keySchema(KeySchemaElement.builder().attributeName("a").keyType("HASH").build())
                .tags(tags))
        .tableDescription()
        .tableArn();
  }
}
