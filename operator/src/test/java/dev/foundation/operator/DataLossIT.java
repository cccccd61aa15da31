// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator;

import static dev.foundation.operator.stack.Workspaces.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.crds.contract.Annotations;
import dev.foundation.crds.contract.Reason;
import dev.foundation.crds.status.ResourcesStatus;
import dev.foundation.operator.reasons.Produces;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.StackTest;
import dev.foundation.operator.stack.Workspaces;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kms.KmsClient;

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
  void neverMakesALostBranchKeyAnewUnasked() {
    workspaces.apply("keyless");
    workspaces.untilReady("keyless");
    String table = workspaces.resources("keyless").keyTableName();
    try (DynamoDbClient dynamodb = stack.rootPastTheProxy(DynamoDbClient.builder()).build()) {
      branchKey(dynamodb, table)
          .forEach(key -> dynamodb.deleteItem(r -> r.tableName(table).key(key)));
      workspaces.annotate("keyless", Annotations.RECONCILE_AT, "1");
      workspaces.until("keyless", "BranchKeyReady", "False/DataResourceMissing");
      assertThat(workspaces.message("keyless", "Ready"))
          .contains("BranchKey", "docs/runbooks/DataResourceMissing.md");
      workspaces.annotate("keyless", Annotations.RECREATE, "Table");
      untilNothingIsAskedOf("keyless");
      assertThat(branchKey(dynamodb, table)).isEmpty();
      workspaces.annotate("keyless", Annotations.RECREATE, "BranchKey");
      workspaces.untilReady("keyless");
      assertThat(branchKey(dynamodb, table)).isNotEmpty();
    }
  }

  private void untilNothingIsAskedOf(String name) {
    eventually()
        .untilAsserted(() ->
            assertThat(workspaces.named(name).get().getMetadata().getAnnotations())
                .doesNotContainKey(Annotations.RECREATE));
  }

  private static List<Map<String, AttributeValue>> branchKey(
      DynamoDbClient dynamodb, String table) {
    return dynamodb.scan(r -> r.tableName(table)).items().stream()
        .map(item -> Map.of("branch-key-id", item.get("branch-key-id"), "type", item.get("type")))
        .toList();
  }

  @Test
  @Produces({Reason.DATA_RESOURCE_MISSING, Reason.RECREATED})
  void makesALostTableAnewOnceForEachTimeThatItIsAsked() {
    workspaces.apply("lost");
    workspaces.untilReady("lost");
    String table = workspaces.resources("lost").tableName();
    try (DynamoDbClient dynamodb = stack.administrator(DynamoDbClient.builder())) {
      lose(dynamodb, table, "1");
      workspaces.annotate("lost", Annotations.RECREATE, "Table");
      workspaces.untilReady("lost");
      assertThat(dynamodb.listTablesPaginator().tableNames()).contains(table);
      untilNothingIsAskedOf("lost");
      lose(dynamodb, table, "2");
    }
  }

  private void lose(DynamoDbClient dynamodb, String table, String moment) {
    delete(dynamodb, table);
    workspaces.annotate("lost", Annotations.RECONCILE_AT, moment);
    workspaces.until("lost", "TableReady", "False/DataResourceMissing");
    assertThat(dynamodb.listTablesPaginator().tableNames()).doesNotContain(table);
  }

  private static void delete(DynamoDbClient dynamodb, String table) {
    dynamodb.updateTable(r -> r.tableName(table).deletionProtectionEnabled(false));
    dynamodb.deleteTable(r -> r.tableName(table));
  }

  /** The object went and its status with it; the group stayed, and is made last. */
  @Test
  void tellsALostTableThatNoStatusRemembers() {
    ResourcesStatus before = released("forgotten");
    try (DynamoDbClient dynamodb = stack.administrator(DynamoDbClient.builder())) {
      delete(dynamodb, before.tableName());
      workspaces.apply("forgotten");
      workspaces.until("forgotten", "TableReady", "False/DataResourceMissing");
      assertThat(dynamodb.listTablesPaginator().tableNames()).doesNotContain(before.tableName());
      workspaces.annotate("forgotten", Annotations.RECREATE, "Table");
      workspaces.untilReady("forgotten");
      assertThat(workspaces.resources("forgotten")).isEqualTo(before);
    }
  }

  @Test
  void makesNoSecondKeyWhereNoStatusRemembersTheFirst() {
    ResourcesStatus before = released("unlocked");
    try (KmsClient kms = stack.administrator(KmsClient.builder())) {
      kms.deleteAlias(r -> r.aliasName("alias/" + before.bucketName()));
      kms.scheduleKeyDeletion(r -> r.keyId(before.keyArn()).pendingWindowInDays(7));
      workspaces.apply("unlocked");
      workspaces.until("unlocked", "KeyReady", "False/DataResourceMissing");
      assertThat(workspaces.resources("unlocked").keyArn()).isNull();
      workspaces.annotate("unlocked", Annotations.RECREATE, "Key");
      workspaces.until("unlocked", "KeyReady", "True/Available");
      assertThat(workspaces.resources("unlocked").keyArn()).isNotEqualTo(before.keyArn());
      workspaces.until("unlocked", "BranchKeyReady", "False/DataResourceMissing");
    }
  }

  /** What there was of a workspace that Kubernetes knows nothing of any more. */
  private ResourcesStatus released(String name) {
    workspaces.apply(name);
    workspaces.untilReady(name);
    ResourcesStatus resources = workspaces.resources(name);
    workspaces.release(name);
    return resources;
  }
}
