// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.reasons;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.crds.contract.Annotations;
import dev.foundation.crds.contract.Reason;
import dev.foundation.localstack.proxy.fault.Effect;
import dev.foundation.localstack.proxy.fault.FaultRule;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.StackTest;
import dev.foundation.operator.stack.Workspaces;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;

/** The reasons that no other test is about, each by its real cause. */
@StackTest
class ReasonsIT {

  private final OperatorStack stack;
  private final Workspaces workspaces;

  ReasonsIT(OperatorStack stack) {
    this.stack = stack;
    this.workspaces = Workspaces.of(stack);
  }

  @Test
  @Produces({Reason.KEY_DISABLED, Reason.KEY_PENDING_DELETION})
  void anUnusableKeyIsSaidAndCanBeSaved() {
    workspaces.apply("locked");
    workspaces.untilReady("locked");
    String key = workspaces.resources("locked").keyArn();
    try (KmsClient kms = stack.administrator(KmsClient.builder())) {
      kms.disableKey(r -> r.keyId(key));
      workspaces.annotate("locked", Annotations.RECONCILE_AT, "1");
      workspaces.until("locked", "Ready", "False/KeyDisabled");
      assertThat(workspaces.message("locked", "Ready"))
          .contains("archives the tables", "docs/runbooks/KeyDisabled.md");
      kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7));
      workspaces.annotate("locked", Annotations.RECONCILE_AT, "2");
      workspaces.until("locked", "Ready", "False/KeyPendingDeletion");
      kms.cancelKeyDeletion(r -> r.keyId(key));
      kms.enableKey(r -> r.keyId(key));
    }
    workspaces.annotate("locked", Annotations.RECONCILE_AT, "3");
    workspaces.untilReady("locked");
    assertThat(workspaces.resources("locked").keyArn()).isEqualTo(key);
  }

  @Test
  @Produces(Reason.ACK_TERMINAL)
  void whatAckGivesUpIsSaid() {
    int fault =
        stack
            .proxy()
            .faults()
            .add(
                new FaultRule(
                    "iam",
                    "CreatePolicy",
                    "foundation-ack-iam",
                    "fdn-hopeless-1-",
                    0,
                    0,
                    new Effect.Answer(400, "MalformedPolicyDocument", "not to its taste")));
    workspaces.apply("hopeless");
    workspaces.until("hopeless", "RoleReady", "False/AckTerminal");
    assertThat(workspaces.message("hopeless", "RoleReady"))
        .contains("not to its taste", "docs/runbooks/AckTerminal.md");
    stack.proxy().faults().remove(fault);
  }

  /** ACK's word on the generation before is still True while its call hangs. */
  @Test
  @Produces(Reason.ACK_NOT_SYNCED)
  void isNotReadyWhileAChildIsStale() {
    workspaces.apply("stale");
    workspaces.untilReady("stale");
    long generation = workspaces.named("stale").get().getMetadata().getGeneration();
    int held =
        stack
            .proxy()
            .faults()
            .add(
                new FaultRule(
                    "iam",
                    "CreatePolicyVersion",
                    "foundation-ack-iam",
                    workspaces.resources("stale").bucketName(),
                    0,
                    0,
                    new Effect.Hold(Duration.ofMinutes(2).toMillis())));
    workspaces.patch("stale", "{\"spec\":{\"suspended\":true}}");
    workspaces.until("stale", "Ready", "False/AckNotSynced");
    assertThat(workspaces.status("stale").observedGeneration()).isEqualTo(generation + 1);
    stack.proxy().faults().remove(held);
    workspaces.untilReady("stale");
  }

  @Test
  @Produces(Reason.KUBERNETES_ERROR)
  void whatTheClusterRefusesIsSaid() {
    stack.namespace("narrow", Map.of());
    var quota =
        stack
            .client()
            .resource(
                new ResourceQuotaBuilder()
                    .withNewMetadata()
                    .withName("no-buckets")
                    .withNamespace("narrow")
                    .endMetadata()
                    .withNewSpec()
                    .addToHard("count/buckets.s3.services.k8s.aws", new Quantity("0"))
                    .endSpec()
                    .build());
    quota.create();
    Workspaces narrow = new Workspaces(stack.client(), "narrow");
    narrow.apply("cramped");
    narrow.until("cramped", "BucketReady", "False/KubernetesError");
    assertThat(narrow.message("cramped", "BucketReady")).contains("no-buckets");
    quota.delete();
    narrow.untilReady("cramped");
  }
}
