// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.lifecycle;

import static dev.foundation.operator.stack.Workspaces.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.localstack.proxy.fault.Effect;
import dev.foundation.localstack.proxy.fault.FaultRule;
import dev.foundation.operator.dependents.ack.Table;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.StackTest;
import dev.foundation.operator.stack.Workspaces;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Each field of the spec that becomes something on AWS may be changed there and back; those that
 * may not are refused by the CRD.
 */
@StackTest
class SpecChangesIT {

  private static final String ACK = "system:serviceaccount:ack-system:ack-dynamodb-controller";
  private static final Duration HELD = Duration.ofMinutes(5);

  private final OperatorStack stack;
  private final Workspaces workspaces;

  SpecChangesIT(OperatorStack stack) {
    this.stack = stack;
    this.workspaces = Workspaces.of(stack);
  }

  @Test
  void reachAwsAndCanBeTakenBack() {
    workspaces.apply("modified");
    workspaces.untilReady("modified");
    var resources = workspaces.resources("modified");
    expect(true, PointInTimeRecoveryStatus.ENABLED, Optional.empty());
    change(
        "{'displayName':'Renamed','deletionPolicy':'Delete','key':{'deletionWindowDays':9},"
            + "'table':{'deletionProtection':false,'pointInTimeRecovery':false},"
            + "'bucket':{'noncurrentVersionExpirationDays':30},"
            + "'limits':{'requestsPerSecond':5,'burst':10},'admins':['late@modified.example']}");
    expect(false, PointInTimeRecoveryStatus.DISABLED, Optional.of(30));
    change("{'bucket':{'noncurrentVersionExpirationDays':90}}");
    expect(false, PointInTimeRecoveryStatus.DISABLED, Optional.of(90));
    change(
        "{'deletionPolicy':'Retain','table':{'deletionProtection':true,'pointInTimeRecovery':true},"
            + "'bucket':{'noncurrentVersionExpirationDays':null}}");
    expect(true, PointInTimeRecoveryStatus.ENABLED, Optional.empty());
    assertThat(workspaces.resources("modified")).isEqualTo(resources);
  }

  /** A pass of ACK that began before the change may end, and be stamped, after it. */
  @Test
  void areNotReadyOnAWordOfAckThatSpeaksOfBefore() {
    String name = "overtaken";
    workspaces.apply(name);
    workspaces.untilSettled(name);
    String table = workspaces.resources(name).tableName();
    var faults = stack.proxy().faults();
    int held =
        faults.add(
            new FaultRule(
                "dynamodb", "UpdateTable", null, table, 0, 0, new Effect.Hold(HELD.toMillis())));
    workspaces.patch(name, "{\"spec\":{\"table\":{\"deletionProtection\":false}}}");
    try (KubernetesClient ack = stack.clientOf(ACK)) {
      Workspaces seenByAck = new Workspaces(ack, Workspaces.NAMESPACE);
      for (String child : new String[] {name, name + ".keys"}) {
        var declared = seenByAck.child(Table.class, child);
        eventually()
            .until(() ->
                Boolean.FALSE.equals(declared.get().getSpec().get("deletionProtectionEnabled")));
        stampLater(declared);
      }
    }

    eventually()
        .untilAsserted(() ->
            assertThat(workspaces.message(name, "TableReady"))
                .startsWith("AWS does not have yet: deletionProtectionEnabled"));
    assertThat(workspaces.condition(name, "Ready")).startsWith("False/");

    faults.remove(held);
    workspaces.untilReady(name);
  }

  /** As ACK stamps at the end of a pass. */
  private static void stampLater(Resource<Table> child) {
    child
        .subresource("status")
        .edit(table -> {
          table.getStatus().conditions().stream()
              .filter(condition -> "ACK.ResourceSynced".equals(condition.getType()))
              .forEach(condition ->
                  condition.setLastTransitionTime(
                      Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.SECONDS).toString()));
          return table;
        });
  }

  private void change(String spec) {
    workspaces.patch("modified", "{\"spec\":" + spec.replace('\'', '"') + "}");
    workspaces.untilReady("modified");
  }

  private void expect(
      boolean isProtected, PointInTimeRecoveryStatus backup, Optional<Integer> days) {
    var resources = workspaces.resources("modified");
    try (DynamoDbClient dynamodb = stack.administrator(DynamoDbClient.builder());
        S3Client s3 = stack.administrator(S3Client.builder())) {
      for (String table : new String[] {resources.tableName(), resources.keyTableName()}) {
        assertThat(dynamodb.describeTable(r -> r.tableName(table)).table())
            .returns(isProtected, description -> description.deletionProtectionEnabled());
        assertThat(
                dynamodb
                    .describeContinuousBackups(r -> r.tableName(table))
                    .continuousBackupsDescription()
                    .pointInTimeRecoveryDescription()
                    .pointInTimeRecoveryStatus())
            .isEqualTo(backup);
      }
      assertThat(
              s3
                  .getBucketLifecycleConfiguration(r -> r.bucket(resources.bucketName()))
                  .rules()
                  .stream()
                  .flatMap(rule -> Optional.ofNullable(rule.noncurrentVersionExpiration()).stream())
                  .map(expiration -> expiration.noncurrentDays()))
          .containsExactlyElementsOf(days.stream().toList());
    }
  }
}
