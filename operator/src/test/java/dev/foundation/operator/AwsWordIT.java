// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator;

import static dev.foundation.operator.stack.Workspaces.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.localstack.proxy.fault.Effect;
import dev.foundation.localstack.proxy.fault.FaultRule;
import dev.foundation.operator.dependents.ack.AckResource;
import dev.foundation.operator.dependents.ack.AckState;
import dev.foundation.operator.dependents.ack.Table;
import dev.foundation.operator.dependents.flow.AckDependentResource;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.StackTest;
import dev.foundation.operator.stack.Workspaces;
import org.junit.jupiter.api.Test;

/** Where ACK cannot tell whether all is done, AWS can. */
@StackTest
class AwsWordIT {

  private static final String ACK = "foundation-ack-dynamodb";

  /** Of a new table: once after its creation, once before what CreateTable cannot set is set. */
  private static final int LOOKS_BEFORE_THE_CHANGE = 2;

  private static final Effect REFUSED =
      new Effect.Answer(400, "LimitExceededException", "Too many of them at a time");

  private final OperatorStack stack;
  private final Workspaces workspaces;

  AwsWordIT(OperatorStack stack) {
    this.stack = stack;
    this.workspaces = Workspaces.of(stack);
  }

  /** ACK changes the table, says that it waits, and then does not get to look at it again. */
  @Test
  void isEnoughWhereAckDoesNotGetToSayThatAllIsDone() {
    String name = "unconfirmed";
    int fault = refuse(name, "DescribeContinuousBackups", LOOKS_BEFORE_THE_CHANGE);
    workspaces.apply(name);
    workspaces.untilReady(name);
    Table table = workspaces.child(Table.class, name + ".keys").get();
    assertThat(phase(table)).isEqualTo(AckState.Phase.RECOVERABLE);
    assertThat(table.wasAdopted()).as("ACK must not make it anew from now on").isTrue();
    assertThat(table.getMetadata().getAnnotations())
        .containsEntry(
            AckResource.SYNCED_GENERATION, String.valueOf(table.getMetadata().getGeneration()));

    workspaces.patch(name, "{\"spec\":{\"table\":{\"pointInTimeRecovery\":false}}}");
    workspaces.until(name, "TableReady", "False/AckRecoverable");
    assertThat(workspaces.condition(name, "Ready")).startsWith("False/");

    stack.proxy().faults().remove(fault);
    workspaces.untilReady(name);
  }

  @Test
  void isAwaitedWhereAckFails() {
    String name = "refused-backups";
    int fault = refuse(name, "UpdateContinuousBackups", 0);
    workspaces.apply(name);
    workspaces.until(name, "TableReady", "False/AckRecoverable");
    assertThat(workspaces.message(name, "TableReady")).contains("Too many of them");
    assertThat(workspaces.condition(name, "BranchKeyReady"))
        .isEqualTo("False/WaitingForDependency");
    stack.proxy().faults().remove(fault);
    workspaces.untilReady(name);
    eventually()
        .untilAsserted(() ->
            assertThat(phase(workspaces.child(Table.class, name + ".keys").get()))
                .isEqualTo(AckState.Phase.SYNCED));
  }

  /** From that call on, of the key table only, as the other table is made at the same time. */
  private int refuse(String name, String action, int from) {
    String table = workspaces.names(name, name + "-1").keyTable();
    return stack
        .proxy()
        .faults()
        .add(new FaultRule("dynamodb", action, ACK, table, from, 0, REFUSED));
  }

  private static AckState.Phase phase(Table table) {
    return AckState.of(table, AckDependentResource.FIELD_MANAGER).phase();
  }
}
