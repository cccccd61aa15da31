// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.crds.contract.Annotations;
import dev.foundation.crds.contract.Reason;
import dev.foundation.localstack.emulator.EmulatorAccount;
import dev.foundation.operator.dependents.ack.Key;
import dev.foundation.operator.reasons.Produces;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.StackTest;
import dev.foundation.operator.stack.Workspaces;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A workspace lives where it was made, and only where this operator may go. */
@StackTest
class CellIT {

  private static final String ACCOUNT = "services.k8s.aws/owner-account-id";

  private final OperatorStack stack;

  CellIT(OperatorStack stack) {
    this.stack = stack;
  }

  @Test
  @Produces(Reason.ACCOUNT_NOT_ALLOWED)
  void anAccountThatIsNotItsOwnIsNotTouched() {
    stack.namespace("of-another", Map.of(ACCOUNT, "111111111111"));
    Workspaces workspaces = new Workspaces(stack.client(), "of-another");
    workspaces.apply("stranger");
    workspaces.until("stranger", "Ready", "False/AccountNotAllowed");
    assertThat(workspaces.message("stranger", "Ready")).contains("111111111111");
    assertThat(workspaces.child(Key.class, "stranger").get()).isNull();
    assertThat(workspaces.status("stranger").cell()).isNull();
    assertThat(callsAbout("stranger")).isZero();
    workspaces.delete("stranger");
    workspaces.untilGone("stranger");
  }

  @Test
  @Produces(Reason.CELL_CHANGED)
  void aNamespaceThatMovesLeavesItsWorkspacesAlone() {
    stack.namespace("moving", Map.of());
    Workspaces workspaces = new Workspaces(stack.client(), "moving");
    workspaces.apply("settled");
    workspaces.untilReady("settled");
    var resources = workspaces.resources("settled");
    var key = workspaces.child(Key.class, "settled").get();

    workspaces.move(EmulatorAccount.ID, "eu-north-1");
    workspaces.annotate("settled", Annotations.RECONCILE_AT, "1");
    workspaces.until("settled", "Ready", "False/CellChanged");
    assertThat(workspaces.message("settled", "Ready")).contains("eu-west-1", "eu-north-1");
    assertThat(workspaces.resources("settled")).isEqualTo(resources);
    assertThat(workspaces.status("settled").cell().region()).isEqualTo("eu-west-1");
    assertThat(workspaces.child(Key.class, "settled").get().getMetadata().getResourceVersion())
        .isEqualTo(key.getMetadata().getResourceVersion());

    workspaces.move(EmulatorAccount.ID, EmulatorAccount.REGION);
    workspaces.annotate("settled", Annotations.RECONCILE_AT, "2");
    workspaces.untilReady("settled");
  }

  private int callsAbout(String workspace) {
    return stack
        .proxy()
        .evidence()
        .matching(call -> call.resources().stream().anyMatch(name -> name.contains(workspace)))
        .size();
  }
}
