// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.lifecycle;

import static dev.foundation.operator.stack.Workspaces.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.foundation.crds.contract.Annotations;
import dev.foundation.crds.contract.Tags;
import dev.foundation.crds.status.BlockingResource;
import dev.foundation.crds.status.ResourcesStatus;
import dev.foundation.localstack.emulator.EmulatorAccount;
import dev.foundation.operator.dependents.ack.Bucket;
import dev.foundation.operator.plan.ResourceNames;
import dev.foundation.operator.stack.ForeignTable;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.Specs;
import dev.foundation.operator.stack.StackTest;
import dev.foundation.operator.stack.Workspaces;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.s3.S3Client;

/** Erasures that meet with what they did not expect leave nothing of ours behind unsaid. */
@StackTest
class HinderedErasureIT {

  private static final String REFUSAL =
      """
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicy
      metadata: {name: keeps-buckets}
      spec:
        failurePolicy: Fail
        matchConstraints:
          namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: stubborn}}
          resourceRules:
            - {apiGroups: [s3.services.k8s.aws], apiVersions: ["*"], resources: [buckets], operations: [DELETE]}
        validations:
          - {expression: "false", message: buckets are kept here}
      ---
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingAdmissionPolicyBinding
      metadata: {name: keeps-buckets}
      spec: {policyName: keeps-buckets, validationActions: [Deny]}
      """;

  private final OperatorStack stack;
  private final Workspaces workspaces;

  HinderedErasureIT(OperatorStack stack) {
    this.stack = stack;
    this.workspaces = Workspaces.of(stack);
  }

  @Test
  void whatTheClusterRefusesIsToldAndHeldAgainstNothingElse() {
    stack.namespace("stubborn", Map.of());
    Workspaces stubborn = new Workspaces(stack.client(), "stubborn");
    stubborn.apply("kept", Specs.erasable("kept-1"));
    stubborn.untilReady("kept");
    var policy =
        stack.client().load(new ByteArrayInputStream(REFUSAL.getBytes(StandardCharsets.UTF_8)));
    policy.create();
    try (KubernetesClient operator = stack.clientOf(Workspaces.OPERATOR)) {
      eventually().until(() -> keepsBuckets(new Workspaces(operator, "stubborn")));
    }
    stubborn.delete("kept");
    stubborn.untilBlocked("kept", "KubernetesError", "buckets are kept here");
    assertThat(stubborn.events("kept"))
        .anyMatch(event -> "KubernetesError".equals(event.getReason()));
    policy.delete();
    stubborn.untilGone("kept");
  }

  /** The API server takes a moment to see a new policy; whom another refuses, it may not tell. */
  private static boolean keepsBuckets(Workspaces stubborn) {
    try {
      stubborn.child(Bucket.class, "kept").dryRun().delete();
      return false;
    } catch (KubernetesClientException refused) {
      return String.valueOf(refused.getMessage()).contains("buckets are kept here");
    }
  }

  /** As after a key that was lost, in whose place another was asked for and could not be made. */
  @Test
  void withoutAKeyTheRestIsErasedAllTheSame() {
    workspaces.apply("unkeyed", Specs.erasable("unkeyed-1"));
    workspaces.untilReady("unkeyed");
    ResourcesStatus resources = workspaces.resources("unkeyed");
    workspaces.annotate("unkeyed", Annotations.PAUSED, "true");
    workspaces.until("unkeyed", "Paused", "True/Paused");
    try (KmsClient kms = stack.administrator(KmsClient.builder())) {
      kms.deleteAlias(r -> r.aliasName("alias/" + resources.bucketName()));
      kms.untagResource(
          r -> r.keyId(resources.keyArn()).tagKeys(Tags.ID, Tags.WORKSPACE, Tags.CONTROL_PLANE));
    }
    workspaces.patchStatus(
        "unkeyed",
        """
        {"status":{"keyIntent":{"requestedAt":"2026-01-01T00:00:00Z"},"resources":{"keyArn":null}}}\
        """);
    workspaces.delete("unkeyed");
    workspaces.annotate("unkeyed", Annotations.PAUSED, "false");
    workspaces.untilGone("unkeyed");
    try (S3Client s3 = stack.administrator(S3Client.builder());
        DynamoDbClient dynamodb = stack.administrator(DynamoDbClient.builder());
        IamClient iam = stack.administrator(IamClient.builder())) {
      assertThat(s3.listBuckets().buckets())
          .noneMatch(one -> one.name().equals(resources.bucketName()));
      assertThat(dynamodb.listTablesPaginator().tableNames())
          .doesNotContain(resources.tableName(), resources.keyTableName());
      assertThatThrownBy(() -> iam.getRole(r -> r.roleName(resources.bucketName())))
          .isInstanceOf(NoSuchEntityException.class);
    }
  }

  /** It was never ours, so nothing is left behind with it. */
  @Test
  void aForeignKeyTableStaysAndHoldsNothingBack() {
    ResourceNames names = workspaces.names("mixed", "mixed-1");
    try (DynamoDbClient dynamodb = stack.administrator(DynamoDbClient.builder())) {
      ForeignTable.create(dynamodb, names.keyTable());
      workspaces.apply("mixed", Specs.erasable("mixed-1"));
      workspaces.until("mixed", "Ready", "False/NameConflict");
      eventually()
          .untilAsserted(() -> assertThat(workspaces.resources("mixed").tableName()).isNotNull());
      workspaces.delete("mixed");
      workspaces.untilGone("mixed");
      assertThat(dynamodb.listTablesPaginator().tableNames())
          .contains(names.keyTable())
          .doesNotContain(names.table());
      dynamodb.deleteTable(r -> r.tableName(names.keyTable()));
    }
  }

  /** As after a restore of a status under another name. */
  @Test
  void theKeyOfAnotherThatTheStatusNamesIsToldAndKept() {
    workspaces.apply("bereft");
    workspaces.untilReady("bereft");
    String key = workspaces.resources("bereft").keyArn();
    workspaces.applyPaused("heir", Specs.erasable("heir-1"));
    workspaces.patchStatus(
        "heir",
        """
        {"status":{"cell":{"account":"%s","region":"%s"},"resources":{"keyArn":"%s"}}}\
        """
            .formatted(EmulatorAccount.ID, EmulatorAccount.REGION, key));
    workspaces.delete("heir");
    workspaces.annotate("heir", Annotations.PAUSED, "false");
    workspaces.untilBlocked("heir", "NameConflict", "owner tags");
    try (KmsClient kms = stack.administrator(KmsClient.builder())) {
      assertThat(kms.describeKey(r -> r.keyId(key)).keyMetadata().keyState())
          .isEqualTo(KeyState.ENABLED);
    }
    workspaces.patchStatus("heir", "{\"status\":{\"resources\":{\"keyArn\":null}}}");
    workspaces.untilGone("heir");
  }

  @Test
  void aRoleAndAPolicyThatLostTheirTagsAreTold() {
    workspaces.apply("stripped", Specs.erasable("stripped-1"));
    workspaces.untilSettled("stripped");
    ResourcesStatus resources = workspaces.resources("stripped");
    String role = resources.bucketName();
    String policy = resources.roleArn().replace(":role/", ":policy/");
    try (IamClient iam = stack.administrator(IamClient.builder())) {
      List<Tag> tags = iam.listRoleTags(r -> r.roleName(role)).tags();
      iam.untagRole(r -> r.roleName(role).tagKeys(Tags.ID));
      iam.untagPolicy(r -> r.policyArn(policy).tagKeys(Tags.ID));
      workspaces.delete("stripped");
      untilAStrangerBlocks("stripped", "Role");
      iam.tagRole(r -> r.roleName(role).tags(tags));
      untilAStrangerBlocks("stripped", "Policy");
      iam.tagPolicy(r -> r.policyArn(policy).tags(tags));
      workspaces.untilGone("stripped");
      assertThat(iam.listPolicies(r -> r.pathPrefix("/foundation/")).policies())
          .noneMatch(one -> one.arn().equals(policy));
    }
  }

  private void untilAStrangerBlocks(String name, String kind) {
    eventually()
        .untilAsserted(() ->
            assertThat(workspaces.blocking(name))
                .extracting(BlockingResource::kind, BlockingResource::reason)
                .containsExactly(tuple(kind, "NameConflict")));
  }
}
