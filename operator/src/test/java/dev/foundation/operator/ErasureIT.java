// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.crds.contract.Annotations;
import dev.foundation.crds.contract.Reason;
import dev.foundation.crds.status.ResourcesStatus;
import dev.foundation.localstack.emulator.EmulatorAccount;
import dev.foundation.localstack.proxy.evidence.RecordedCall;
import dev.foundation.localstack.proxy.fault.Effect;
import dev.foundation.localstack.proxy.fault.FaultRule;
import dev.foundation.operator.dependents.ack.AckResource;
import dev.foundation.operator.dependents.ack.Bucket;
import dev.foundation.operator.reasons.Produces;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.Specs;
import dev.foundation.operator.stack.StackTest;
import dev.foundation.operator.stack.Workspaces;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.s3.S3Client;

/** A deletion under deletionPolicy Delete, with the eraser's own role. */
@StackTest
class ErasureIT {

  /** What ends a thing, in the order that the design prescribes. */
  private static final List<String> ORDER =
      List.of(
          "DeleteGroup",
          "DeleteRole",
          "DeletePolicy",
          "DeleteBucket",
          "DeleteTable",
          "DeleteTable",
          "DeleteAlias",
          "ScheduleKeyDeletion");

  private final OperatorStack stack;
  private final Workspaces workspaces;

  ErasureIT(OperatorStack stack) {
    this.stack = stack;
    this.workspaces = Workspaces.of(stack);
  }

  @ParameterizedTest
  @EnumSource(DeletionPropagation.class)
  @Produces({Reason.NOT_EMPTY, Reason.DELETING})
  void erasesEverythingInOrderAndSaysWhatItWaitsFor(DeletionPropagation cascade) {
    String name = "erased-" + cascade.name().toLowerCase(Locale.ROOT);
    workspaces.apply(name, Specs.erasable(name + "-1"));
    workspaces.patch(
        name,
        "{\"spec\":{\"roles\":[{\"name\":\"viewers\",\"permissions\":[\"documents:read\"]}]}}");
    workspaces.untilReady(name);
    workspaces.patch(name, "{\"spec\":{\"roles\":[]}}");
    workspaces.untilReady(name);
    ResourcesStatus resources = workspaces.resources(name);
    fill(resources, name + "-1");
    addInlinePolicy(resources);
    assertThat(groupsOf(resources)).hasSize(2);
    workspaces.annotate(name, Annotations.CONFIRM_DELETE, name);
    workspaces.named(name).withPropagationPolicy(cascade).delete();
    workspaces.untilGone(name);

    assertThat(groupsOf(resources)).isEmpty();
    assertThat(endingCalls(resources)).containsExactlyElementsOf(ORDER);
    assertThat(workspaces.events(name))
        .extracting(Event::getReason, Event::getType)
        .contains(org.assertj.core.groups.Tuple.tuple("NotEmpty", "Warning"));
    assertGone(resources);
  }

  @Test
  void aRefusedCallHoldsTheRestBackAndIsTold() {
    workspaces.apply("blocked", Specs.erasable("blocked-1"));
    workspaces.untilReady("blocked");
    ResourcesStatus resources = workspaces.resources("blocked");
    int fault =
        stack
            .proxy()
            .faults()
            .add(
                new FaultRule(
                    "s3",
                    "DeleteBucket",
                    "foundation-eraser",
                    resources.bucketName(),
                    0,
                    0,
                    new Effect.Answer(409, "OperationAborted", "try again")));
    workspaces.delete("blocked");
    workspaces.untilBlocked("blocked", "AwsError", "OperationAborted", "request ");
    assertThat(workspaces.blocking("blocked"))
        .singleElement()
        .satisfies(blocking -> assertThat(blocking.since()).isNotEmpty());
    assertThat(endingCalls(resources)).doesNotContain("DeleteTable", "ScheduleKeyDeletion");
    assertThat(workspaces.condition("blocked", "Ready")).isEqualTo("False/Deleting");
    stack.proxy().faults().remove(fault);
    workspaces.untilGone("blocked");
    assertGone(resources);
  }

  @Test
  void waitsWhilePaused() {
    workspaces.apply("held", Specs.erasable("held-1"));
    workspaces.untilReady("held");
    ResourcesStatus resources = workspaces.resources("held");
    workspaces.annotate("held", Annotations.PAUSED, "true");
    workspaces.delete("held");
    workspaces.untilBlocked("held", "Paused");
    assertThat(endingCalls(resources)).isEmpty();
    workspaces.annotate("held", Annotations.PAUSED, "false");
    workspaces.untilGone("held");
    assertGone(resources);
  }

  @Test
  void whatWasNeverReadyLeavesNothing() {
    int fault =
        stack
            .proxy()
            .faults()
            .add(
                new FaultRule(
                    "iam",
                    "CreateRole",
                    "foundation-ack-iam",
                    "fdn-halfway-1-",
                    0,
                    0,
                    new Effect.Answer(409, "LimitExceeded", "no more roles")));
    workspaces.apply("halfway", Specs.erasable("halfway-1"));
    workspaces.until("halfway", "BucketReady", "True/Available");
    ResourcesStatus resources = workspaces.resources("halfway");
    workspaces.delete("halfway");
    workspaces.untilGone("halfway");
    stack.proxy().faults().remove(fault);
    String name = resources.bucketName();
    try (S3Client s3 = stack.administrator(S3Client.builder());
        DynamoDbClient dynamodb = stack.administrator(DynamoDbClient.builder());
        KmsClient kms = stack.administrator(KmsClient.builder());
        IamClient iam = stack.administrator(IamClient.builder())) {
      assertThat(kms.describeKey(r -> r.keyId(resources.keyArn())).keyMetadata().keyState())
          .isEqualTo(KeyState.PENDING_DELETION);
      assertThat(s3.listBuckets().buckets()).noneMatch(one -> one.name().equals(name));
      assertThat(dynamodb.listTablesPaginator().tableNames())
          .noneMatch(one -> one.startsWith(name));
      assertThat(iam.listPolicies(r -> r.pathPrefix("/foundation/")).policies())
          .noneMatch(one -> one.policyName().equals(name));
    }
  }

  @Test
  void erasesWhatAnEarlierLifeLeftThoughNoStatusRemembersIt() {
    workspaces.apply("reborn");
    workspaces.untilReady("reborn");
    ResourcesStatus resources = workspaces.resources("reborn");
    workspaces.release("reborn");
    workspaces.applyPaused("reborn", Specs.erasable("reborn-1"));
    workspaces.delete("reborn");
    workspaces.annotate("reborn", Annotations.PAUSED, "false");
    workspaces.untilGone("reborn");
    assertThat(groupsOf(resources)).isEmpty();
    assertGone(resources);
  }

  /** Nobody's child, though it has the name of one; what it stands for would go with it. */
  @Test
  void leavesObjectsAloneThatOthersMadeUnderItsName() {
    Bucket others = new Bucket();
    others.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(Workspaces.NAMESPACE)
            .withName("namesake")
            .addToAnnotations(AckResource.DELETION_POLICY, "retain")
            .build());
    others.setSpec(Map.of("name", "somebody-elses"));
    stack.client().resource(others).create();
    workspaces.applyPaused("namesake", Specs.erasable("namesake-1"));
    workspaces.patchStatus(
        "namesake",
        "{\"status\":{\"cell\":{\"account\":\"%s\",\"region\":\"%s\"},\"resources\":{\"bucketName\":\"b\"}}}"
            .formatted(EmulatorAccount.ID, EmulatorAccount.REGION));
    workspaces.delete("namesake");
    workspaces.annotate("namesake", Annotations.PAUSED, "false");
    workspaces.untilGone("namesake");
    assertThat(workspaces.child(Bucket.class, "namesake").get())
        .isNotNull()
        .matches(kept -> !kept.isMarkedForDeletion());
    stack.client().resource(others).delete();
  }

  @Test
  void whatWasNeverMadeLeavesAtOnce() {
    workspaces.applyPaused("unborn", Specs.erasable("unborn-1"));
    workspaces.delete("unborn");
    workspaces.annotate("unborn", Annotations.PAUSED, "false");
    workspaces.untilGone("unborn");
    String name = workspaces.names("unborn", "unborn-1").name();
    assertThat(
            stack
                .proxy()
                .evidence()
                .matching(call ->
                    ORDER.contains(call.action())
                        && call.resources().stream().anyMatch(one -> one.contains(name))))
        .isEmpty();
  }

  /** Two versions of one object, as the workspace's members store them. */
  private void fill(ResourcesStatus resources, String foundationId) {
    try (S3Client s3 = stack.asWorkspace(S3Client.builder(), resources.roleArn(), foundationId)) {
      for (String content : List.of("first", "second")) {
        s3.putObject(
            r -> r.bucket(resources.bucketName()).key("object"), RequestBody.fromString(content));
      }
    }
  }

  /** As somebody else may have done, whom IAM would not let delete the role then. */
  private void addInlinePolicy(ResourcesStatus resources) {
    try (IamClient iam = stack.administrator(IamClient.builder())) {
      iam.putRolePolicy(r ->
          r.roleName(resources.bucketName())
              .policyName("more")
              .policyDocument(
                  """
                  {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}\
                  """));
    }
  }

  /** Of its roles too, also of those that its spec no longer names. */
  private List<String> groupsOf(ResourcesStatus resources) {
    try (var cognito = stack.administrator(CognitoIdentityProviderClient.builder())) {
      return cognito
          .listGroupsPaginator(r -> r.userPoolId(resources.userPoolId()))
          .groups()
          .stream()
          .map(group -> group.groupName())
          .filter(group -> (group + ".").startsWith(resources.group() + "."))
          .toList();
    }
  }

  private List<String> endingCalls(ResourcesStatus resources) {
    return stack.proxy().evidence().calls().stream()
        .filter(call -> !call.failed() && ORDER.contains(call.action()))
        .filter(call -> concerns(call, resources))
        .map(RecordedCall::action)
        .toList();
  }

  private static boolean concerns(RecordedCall call, ResourcesStatus resources) {
    return call.resources().stream()
        .anyMatch(one ->
            one.contains(resources.bucketName())
                || one.equals(resources.keyArn())
                || one.equals(resources.group()));
  }

  private void assertGone(ResourcesStatus resources) {
    try (S3Client s3 = stack.administrator(S3Client.builder());
        DynamoDbClient dynamodb = stack.administrator(DynamoDbClient.builder());
        KmsClient kms = stack.administrator(KmsClient.builder());
        var cognito = stack.administrator(CognitoIdentityProviderClient.builder())) {
      assertThat(s3.listBuckets().buckets())
          .extracting(bucket -> bucket.name())
          .doesNotContain(resources.bucketName());
      assertThat(dynamodb.listTablesPaginator().tableNames())
          .doesNotContain(resources.tableName(), resources.keyTableName());
      assertThat(kms.describeKey(r -> r.keyId(resources.keyArn())).keyMetadata().keyState())
          .isEqualTo(KeyState.PENDING_DELETION);
      assertThat(kms.listAliasesPaginator().aliases())
          .extracting(alias -> alias.aliasName())
          .doesNotContain("alias/" + resources.bucketName());
      assertThat(cognito.listGroupsPaginator(r -> r.userPoolId(resources.userPoolId())).groups())
          .extracting(group -> group.groupName())
          .doesNotContain(resources.group());
    }
  }
}
