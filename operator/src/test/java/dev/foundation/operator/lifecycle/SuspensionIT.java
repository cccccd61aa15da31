// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.lifecycle;

import static dev.foundation.operator.stack.Workspaces.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foundation.crds.status.Phase;
import dev.foundation.crds.status.ResourcesStatus;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.StackTest;
import dev.foundation.operator.stack.Workspaces;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Suspending stops members at AWS itself, and lifting it brings everything back. */
@StackTest
class SuspensionIT {

  private final OperatorStack stack;
  private final Workspaces workspaces;

  SuspensionIT(OperatorStack stack) {
    this.stack = stack;
    this.workspaces = Workspaces.of(stack);
  }

  @Test
  void credentialsAlreadyIssuedStopAndWorkAgainAfterwards() {
    workspaces.apply("halted");
    workspaces.untilReady("halted");
    ResourcesStatus resources = workspaces.resources("halted");
    try (DynamoDbClient issued =
        stack.asWorkspace(DynamoDbClient.builder(), resources.roleArn(), "halted-1")) {
      read(issued, resources);
      workspaces.patch("halted", "{\"spec\":{\"suspended\":true}}");
      workspaces.untilReady("halted");
      untilPhase(Phase.SUSPENDED);
      assertThatThrownBy(() -> read(issued, resources))
          .isInstanceOf(DynamoDbException.class)
          .hasMessageContaining("explicit deny");
      workspaces.patch("halted", "{\"spec\":{\"suspended\":false}}");
      workspaces.untilReady("halted");
      untilPhase(Phase.READY);
      eventually().ignoreExceptions().until(() -> read(issued, resources));
    }
    assertThat(workspaces.resources("halted")).isEqualTo(resources);
  }

  private void untilPhase(Phase phase) {
    eventually()
        .untilAsserted(() -> assertThat(workspaces.status("halted").phase()).isEqualTo(phase));
  }

  private static boolean read(DynamoDbClient client, ResourcesStatus resources) {
    AttributeValue nobody = AttributeValue.fromS("none");
    client.getItem(r -> r.tableName(resources.tableName()).key(Map.of("pk", nobody, "sk", nobody)));
    return true;
  }
}
