// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator;

import static dev.foundation.operator.stack.Workspaces.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foundation.crds.contract.Annotations;
import dev.foundation.crds.contract.Reason;
import dev.foundation.crds.spec.FoundationWorkspaceSpec;
import dev.foundation.localstack.proxy.fault.Effect;
import dev.foundation.localstack.proxy.fault.FaultRule;
import dev.foundation.operator.dependents.ack.Bucket;
import dev.foundation.operator.dependents.ack.Key;
import dev.foundation.operator.dependents.ack.Table;
import dev.foundation.operator.plan.ResourceNames;
import dev.foundation.operator.reasons.Produces;
import dev.foundation.operator.stack.ForeignTable;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.StackTest;
import dev.foundation.operator.stack.Workspaces;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What stands under a workspace's name is adopted only if it is the workspace's own. */
@StackTest
class OwnershipIT {

  private final OperatorStack stack;
  private final Workspaces workspaces;

  OwnershipIT(OperatorStack stack) {
    this.stack = stack;
    this.workspaces = Workspaces.of(stack);
  }

  private ResourceNames namesOf(String name) {
    return workspaces.names(name, name + "-1");
  }

  @Test
  @Produces(Reason.NAME_CONFLICT)
  void neverAdoptsATableOfAnother() {
    try (DynamoDbClient dynamodb = stack.administrator(DynamoDbClient.builder())) {
      ForeignTable.create(
          dynamodb,
          namesOf("taken").table(),
          Tag.builder().key("foundation.dev/id").value("someone-else").build());
    }
    workspaces.apply("taken");
    workspaces.until("taken", "Ready", "False/NameConflict");
    assertThat(workspaces.child(Table.class, "taken").get()).isNull();
    assertThat(workspaces.resources("taken").tableName()).isNull();
    workspaces.until("taken", "GroupReady", "False/WaitingForDependency");
    try (var cognito = stack.administrator(CognitoIdentityProviderClient.builder())) {
      assertThat(
              cognito
                  .listGroupsPaginator(
                      r -> r.userPoolId(stack.platform().cell().account().outputs().userPoolId()))
                  .groups())
          .as("the group would say that all data was there once")
          .noneMatch(group -> group.groupName().equals("foundations.taken"));
    }
  }

  @Test
  void neverAdoptsABucketThatNobodyTagged() {
    String bucket = namesOf("squatted").bucket();
    try (S3Client s3 = stack.administrator(S3Client.builder())) {
      s3.createBucket(
          r -> r.bucket(bucket).createBucketConfiguration(c -> c.locationConstraint("eu-west-1")));
      workspaces.apply("squatted");
      workspaces.until("squatted", "BucketReady", "False/NameConflict");
      assertThat(workspaces.child(Bucket.class, "squatted").get()).isNull();
      assertThatThrownBy(() -> s3.getBucketTagging(r -> r.bucket(bucket)))
          .isInstanceOfSatisfying(
              S3Exception.class,
              untouched ->
                  assertThat(untouched.awsErrorDetails().errorCode()).isEqualTo("NoSuchTagSet"));
    }
  }

  /** As after a restore of a status under another name. */
  @Test
  void neverTakesTheKeyOfAnotherThatItsStatusNames() {
    workspaces.apply("robbed");
    workspaces.untilReady("robbed");
    String key = workspaces.resources("robbed").keyArn();
    try (KmsClient kms = stack.administrator(KmsClient.builder())) {
      String policy = policyOf(key, kms);
      workspaces.applyPaused("robber", FoundationWorkspaceSpec.of("robber-1", "Example"));
      workspaces.patchStatus(
          "robber", "{\"status\":{\"resources\":{\"keyArn\":\"%s\"}}}".formatted(key));
      workspaces.annotate("robber", Annotations.PAUSED, "false");
      workspaces.until("robber", "KeyReady", "False/NameConflict");
      assertThat(workspaces.child(Key.class, "robber").get()).isNull();
      assertThat(policyOf(key, kms)).isEqualTo(policy);
    }
    workspaces.patchStatus("robber", "{\"status\":{\"resources\":{\"keyArn\":null}}}");
    workspaces.annotate("robber", Annotations.RECONCILE_AT, "1");
    workspaces.untilReady("robber");
    assertThat(workspaces.resources("robber").keyArn()).isNotEqualTo(key);
  }

  private static String policyOf(String key, KmsClient kms) {
    return kms.getKeyPolicy(r -> r.keyId(key).policyName("default")).policy();
  }

  @Test
  void waitsForTheTagsOfTheBucketThatItsOwnChildMade() {
    var faults = stack.proxy().faults();
    int held =
        faults.add(
            new FaultRule(
                "s3",
                "PutBucketTagging",
                null,
                namesOf("tagless").bucket(),
                0,
                0,
                new Effect.Hold(Duration.ofMinutes(1).toMillis())));
    workspaces.apply("tagless");
    eventually()
        .untilAsserted(
            () -> assertThat(calls("CreateBucket", namesOf("tagless").bucket())).isPositive());
    for (int look = 0; look < 3; look++) {
      lookAgain("tagless", look);
      assertThat(workspaces.condition("tagless", "BucketReady"))
          .isIn("False/Provisioning", "False/AckRecoverable");
    }
    faults.remove(held);
    workspaces.untilReady("tagless");
    assertThat(workspaces.events("tagless"))
        .noneMatch(event -> "NameConflict".equals(event.getReason()));
  }

  /** Asks for a pass and returns when it has looked at the bucket. */
  private void lookAgain(String name, int token) {
    long before = calls("GetBucketTagging", namesOf(name).bucket());
    workspaces.annotate(name, Annotations.RECONCILE_AT, Integer.toString(token));
    eventually()
        .untilAsserted(() ->
            assertThat(calls("GetBucketTagging", namesOf(name).bucket())).isGreaterThan(before));
  }

  private long calls(String action, String bucket) {
    return stack
        .proxy()
        .evidence()
        .matching(call -> call.action().equals(action) && call.resources().contains(bucket))
        .size();
  }
}
