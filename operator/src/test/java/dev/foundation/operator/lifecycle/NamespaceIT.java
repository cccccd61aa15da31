// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.lifecycle;

import static dev.foundation.operator.stack.Workspaces.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.crds.contract.Annotations;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.Specs;
import dev.foundation.operator.stack.StackTest;
import dev.foundation.operator.stack.Workspaces;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A namespace that goes takes its workspaces along, each by its own deletion policy. */
@StackTest
class NamespaceIT {

  private final OperatorStack stack;

  NamespaceIT(OperatorStack stack) {
    this.stack = stack;
  }

  @Test
  void endsCleanlyAndErasesOnlyWhatAsksForIt() {
    stack.namespace("ending", Map.of());
    Workspaces workspaces = new Workspaces(stack.client(), "ending");
    workspaces.apply("keeps");
    workspaces.apply("goes", Specs.erasable("goes-1"));
    workspaces.untilReady("keeps");
    workspaces.untilReady("goes");
    String kept = workspaces.resources("keeps").tableName();
    String gone = workspaces.resources("goes").tableName();
    workspaces.annotate("goes", Annotations.CONFIRM_DELETE, "goes");
    stack.client().namespaces().withName("ending").delete();
    eventually()
        .untilAsserted(
            () -> assertThat(stack.client().namespaces().withName("ending").get()).isNull());
    try (DynamoDbClient dynamodb = stack.administrator(DynamoDbClient.builder())) {
      assertThat(dynamodb.listTablesPaginator().tableNames())
          .contains(kept, kept + "-keys")
          .doesNotContain(gone, gone + "-keys");
    }
  }
}
