// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.orphans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.operator.aws.AwsClients;
import dev.foundation.operator.aws.orphans.Orphan;
import dev.foundation.operator.config.OperatorConfig;
import dev.foundation.operator.quota.RequestRates;
import dev.foundation.operator.stack.ForeignTable;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.StackTest;
import dev.foundation.operator.stack.Tampering;
import dev.foundation.operator.stack.Workspaces;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The sweep under the operator's own rights. */
@StackTest
class ClusterOrphansIT {

  private static final String HIDDEN = "fdn-hidden";

  private final OperatorStack stack;
  private final Workspaces workspaces;

  ClusterOrphansIT(OperatorStack stack) {
    this.stack = stack;
    this.workspaces = Workspaces.of(stack);
  }

  @Test
  void findsEverythingThatARetainedWorkspaceLeft() {
    workspaces.apply("forsaken");
    workspaces.untilReady("forsaken");
    assertThat(orphans()).isEmpty();
    workspaces.delete("forsaken");
    workspaces.untilGone("forsaken");
    assertThat(orphans())
        .extracting(Orphan::kind)
        .containsExactly("Key", "Table", "Table", "Bucket", "Policy", "Role", "Group");
    workspaces.apply("forsaken");
    workspaces.untilReady("forsaken");
    assertThat(orphans()).isEmpty();
  }

  @Test
  void whatHidesItsTagsIsToldByItsNameAndHidesNothingElse() {
    String operator = stack.platform().cell().account().outputs().operatorRoleArn();
    try (S3Client s3 = stack.administrator(S3Client.builder());
        DynamoDbClient dynamodb = stack.administrator(DynamoDbClient.builder());
        IamClient iam = stack.administrator(IamClient.builder())) {
      iam.createPolicy(
          r -> r.policyName("landing-zone").path("/foundation/").policyDocument(Tampering.NOTHING));
      s3.createBucket(r -> r.bucket(HIDDEN));
      String table = ForeignTable.create(dynamodb, HIDDEN);
      s3.putBucketPolicy(r ->
          r.bucket(HIDDEN)
              .policy(
                  Tampering.denial(List.of(operator), "s3:*", List.of("arn:aws:s3:::" + HIDDEN))));
      dynamodb.putResourcePolicy(r ->
          r.resourceArn(table)
              .policy(Tampering.denial(List.of(operator), "dynamodb:*", List.of(table))));
      assertThat(all())
          .filteredOn(Orphan::ownerHidden)
          .containsExactly(
              new Orphan("Table", HIDDEN, "", "", true),
              new Orphan("Bucket", HIDDEN, "", "", true));
      s3.deleteBucket(r -> r.bucket(HIDDEN));
      dynamodb.deleteTable(r -> r.tableName(HIDDEN));
      iam.deletePolicy(
          r -> r.policyArn("arn:aws:iam::000000000000:policy/foundation/landing-zone"));
    }
    assertThat(all()).noneMatch(Orphan::ownerHidden);
  }

  private List<Orphan> orphans() {
    return all().stream()
        .filter(orphan -> orphan.workspace().equals("foundations.forsaken"))
        .toList();
  }

  private List<Orphan> all() {
    OperatorConfig config = stack.operator().config(Duration.ofMinutes(10));
    try (AwsClients clients = AwsClients.ofThisProcess(RequestRates.DEFAULTS)) {
      return new ClusterOrphans(config, stack.client(), clients).find();
    }
  }
}
