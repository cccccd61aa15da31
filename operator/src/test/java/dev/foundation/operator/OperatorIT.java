// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator;

import static dev.foundation.operator.stack.Workspaces.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.crds.contract.Annotations;
import dev.foundation.crds.contract.Reason;
import dev.foundation.crds.status.FoundationWorkspaceStatus;
import dev.foundation.crds.status.Phase;
import dev.foundation.localstack.proxy.fault.Effect;
import dev.foundation.localstack.proxy.fault.FaultRule;
import dev.foundation.operator.dependents.ack.Policy;
import dev.foundation.operator.reasons.Produces;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.StackTest;
import dev.foundation.operator.stack.Workspaces;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;

/** A workspace's life between a real control plane and an emulator with IAM on. */
@StackTest
class OperatorIT {

  private final OperatorStack stack;
  private final Workspaces workspaces;

  OperatorIT(OperatorStack stack) {
    this.stack = stack;
    this.workspaces = Workspaces.of(stack);
  }

  @Test
  @Produces({Reason.AVAILABLE, Reason.PROVISIONING})
  void makesAWorkspaceReadyAndTellsTheStory() {
    workspaces.apply("acme");
    workspaces.untilReady("acme");
    FoundationWorkspaceStatus status = workspaces.status("acme");
    assertThat(status.conditions()).extracting(Condition::getStatus).containsOnly("True");
    assertThat(status.resources()).hasNoNullFieldsOrProperties();
    assertThat(status.cell().account()).isEqualTo("000000000000");
    assertThat(workspaces.events("acme"))
        .extracting(Event::getMessage)
        .filteredOn(told -> told.endsWith(" is True"))
        .as("each part's story is told once, however many passes there were")
        .contains("Ready is True")
        .doesNotHaveDuplicates();
    try (KmsClient kms = stack.administrator(KmsClient.builder())) {
      assertThat(kms.listAliasesPaginator().aliases())
          .extracting(alias -> alias.aliasName())
          .contains("alias/" + status.resources().bucketName());
    }
  }

  @Test
  void findsItsDataAgainAfterADeletionThatRetains() {
    workspaces.apply("again");
    workspaces.untilReady("again");
    var before = workspaces.resources("again");
    workspaces.release("again");
    workspaces.apply("again");
    workspaces.untilReady("again");
    assertThat(workspaces.resources("again")).isEqualTo(before);
  }

  @Test
  @Produces(Reason.PAUSED)
  void touchesNothingWhilePaused() {
    workspaces.apply("paused");
    workspaces.untilSettled("paused");
    workspaces.annotate("paused", Annotations.PAUSED, "true");
    workspaces.until("paused", "Paused", "True/Paused");
    String role = workspaces.resources("paused").bucketName();
    Long generation = generationOfThePolicy();
    long calls = callsFor(role);
    workspaces.patch("paused", "{\"spec\":{\"suspended\":true}}");
    workspaces.until("paused", "Ready", "Unknown/Paused");
    assertThat(generationOfThePolicy()).isEqualTo(generation);
    assertThat(callsFor(role)).isEqualTo(calls);
    workspaces.annotate("paused", Annotations.PAUSED, "false");
    eventually()
        .untilAsserted(
            () -> assertThat(workspaces.status("paused").phase()).isEqualTo(Phase.SUSPENDED));
    assertThat(workspaces.condition("paused", "Paused")).isEqualTo("absent");
    assertThat(generationOfThePolicy()).isGreaterThan(generation);
  }

  private Long generationOfThePolicy() {
    return workspaces.child(Policy.class, "paused").require().getMetadata().getGeneration();
  }

  /** What the operator itself asked AWS about a workspace. */
  private long callsFor(String name) {
    return stack.proxy().evidence().calls().stream()
        .filter(call -> call.identity().contains("foundation-operator") && call.touches(name))
        .count();
  }

  @Test
  void waitsForAckAfterAChangeOfTheSpec() {
    workspaces.apply("changing");
    workspaces.untilReady("changing");
    workspaces.patch("changing", "{\"spec\":{\"suspended\":true}}");
    workspaces.untilReady("changing");
    eventually()
        .untilAsserted(
            () -> assertThat(workspaces.status("changing").phase()).isEqualTo(Phase.SUSPENDED));
  }

  @Test
  @Produces(Reason.ACK_RECOVERABLE)
  void carriesWhatAckSaysIntoTheCondition() {
    int fault =
        stack
            .proxy()
            .faults()
            .add(
                new FaultRule(
                    "iam",
                    "CreateRole",
                    "foundation-ack-iam",
                    "fdn-refused-1-",
                    0,
                    0,
                    new Effect.Answer(409, "LimitExceeded", "Cannot exceed quota for roles")));
    workspaces.apply("refused");
    workspaces.until("refused", "RoleReady", "False/AckRecoverable");
    assertThat(workspaces.message("refused", "RoleReady")).contains("Cannot exceed quota");
    eventually()
        .untilAsserted(() ->
            assertThat(workspaces.events("refused"))
                .anySatisfy(
                    event -> assertThat(event.getMessage()).contains("Cannot exceed quota")));
    stack.proxy().faults().remove(fault);
    workspaces.untilReady("refused");
  }
}
