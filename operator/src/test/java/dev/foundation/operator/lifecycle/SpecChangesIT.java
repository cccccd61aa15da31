// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.StackTest;
import dev.foundation.operator.stack.Workspaces;
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
