// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.lifecycle;

import static dev.foundation.operator.stack.Workspaces.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.crds.contract.Annotations;
import dev.foundation.crds.contract.Reason;
import dev.foundation.crds.status.BlockingResource;
import dev.foundation.localstack.emulator.EmulatorAccount;
import dev.foundation.operator.reasons.Produces;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.Specs;
import dev.foundation.operator.stack.StackTest;
import dev.foundation.operator.stack.Workspaces;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nothing is erased that nobody confirmed, nor in a cell that is not the workspace's any more. */
@StackTest
class ConfirmationIT {

  private final OperatorStack stack;

  ConfirmationIT(OperatorStack stack) {
    this.stack = stack;
  }

  /** As after a deletion of the CRD, which asks no admission policy about its objects. */
  @Test
  @Produces(Reason.DELETION_NOT_CONFIRMED)
  void aDeletionPastAdmissionErasesNothing() {
    var admission =
        stack
            .client()
            .admissionRegistration()
            .v1()
            .validatingAdmissionPolicyBindings()
            .withName("foundation-confirm-delete");
    var binding = admission.get();
    Workspaces workspaces = Workspaces.of(stack);
    workspaces.apply("slipped", Specs.erasable("slipped-1"));
    workspaces.untilReady("slipped");
    var resources = workspaces.resources("slipped");
    admission.delete();
    try {
      eventually()
          .ignoreExceptions()
          .untilAsserted(() -> {
            workspaces.named("slipped").delete();
            assertThat(workspaces.blocking("slipped"))
                .extracting(BlockingResource::reason)
                .containsExactly("DeletionNotConfirmed");
          });
    } finally {
      binding.getMetadata().setResourceVersion(null);
      stack.client().resource(binding).create();
    }
    assertThat(endings(resources.bucketName())).isZero();
    workspaces.patch("slipped", "{\"spec\":{\"deletionPolicy\":\"Retain\"}}");
    workspaces.untilGone("slipped");
    assertThat(endings(resources.bucketName())).isZero();
  }

  @Test
  void anErasureWaitsWhileTheNamespaceNamesAnotherCell() {
    stack.namespace("displaced", Map.of());
    Workspaces workspaces = new Workspaces(stack.client(), "displaced");
    workspaces.apply("settler", Specs.erasable("settler-1"));
    workspaces.untilReady("settler");
    String bucket = workspaces.resources("settler").bucketName();
    workspaces.move("111111111111", EmulatorAccount.REGION);
    workspaces.delete("settler");
    workspaces.untilBlocked("settler", "CellChanged", "docs/runbooks/CellChanged.md");
    assertThat(endings(bucket)).isZero();
    workspaces.move(EmulatorAccount.ID, EmulatorAccount.REGION);
    workspaces.annotate("settler", Annotations.RECONCILE_AT, "1");
    workspaces.untilGone("settler");
    assertThat(endings(bucket)).isPositive();
  }

  /** Of its own things, by whomever. */
  private int endings(String name) {
    return stack
        .proxy()
        .evidence()
        .matching(call ->
            call.action().matches("Delete(Role|Policy|Bucket|Table|Alias)|ScheduleKeyDeletion")
                && call.resources().stream().anyMatch(one -> one.contains(name)))
        .size();
  }
}
