// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.crds.contract.Annotations;
import dev.foundation.crds.contract.Reason;
import dev.foundation.operator.reasons.Produces;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.StackTest;
import dev.foundation.operator.stack.Workspaces;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What is gone is said, and never silently made anew. */
@StackTest
class DataLossIT {

  private final OperatorStack stack;
  private final Workspaces workspaces;

  DataLossIT(OperatorStack stack) {
    this.stack = stack;
    this.workspaces = Workspaces.of(stack);
  }

  @Test
  @Produces(Reason.DATA_RESOURCE_MISSING)
  void neverMakesALostTableAnewUnasked() {
    workspaces.apply("lost");
    workspaces.untilReady("lost");
    String table = workspaces.resources("lost").tableName();
    try (DynamoDbClient dynamodb = stack.administrator(DynamoDbClient.builder())) {
      dynamodb.updateTable(r -> r.tableName(table).deletionProtectionEnabled(false));
      dynamodb.deleteTable(r -> r.tableName(table));
      workspaces.annotate("lost", Annotations.RECONCILE_AT, "1");
      workspaces.until("lost", "TableReady", "False/DataResourceMissing");
      assertThat(dynamodb.listTables().tableNames()).doesNotContain(table);
      workspaces.annotate("lost", Annotations.RECREATE, "Table");
      workspaces.untilReady("lost");
      assertThat(dynamodb.listTables().tableNames()).contains(table);
    }
  }
}
