// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.orphans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.operator.aws.AwsClients;
import dev.foundation.operator.aws.orphans.Orphan;
import dev.foundation.operator.config.OperatorConfig;
import dev.foundation.operator.quota.RequestRates;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.StackTest;
import dev.foundation.operator.stack.Workspaces;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sweep under the operator's own rights. */
@StackTest
class ClusterOrphansIT {

  private final OperatorStack stack;
  private final Workspaces workspaces;

  ClusterOrphansIT(OperatorStack stack) {
    this.stack = stack;
    this.workspaces = Workspaces.of(stack);
  }

  @Test
  void findsEverythingThatARetainedWorkspaceLeft() {
    workspaces.apply("forsaken");
    workspaces.untilReady("forsaken");
    assertThat(orphans()).isEmpty();
    workspaces.delete("forsaken");
    workspaces.untilGone("forsaken");
    assertThat(orphans())
        .extracting(Orphan::kind)
        .containsExactly("Key", "Table", "Table", "Bucket", "Policy", "Role", "Group");
    workspaces.apply("forsaken");
    workspaces.untilReady("forsaken");
    assertThat(orphans()).isEmpty();
  }

  private List<Orphan> orphans() {
    OperatorConfig config = stack.operator().config(Duration.ofMinutes(10));
    try (AwsClients clients = AwsClients.ofThisProcess(RequestRates.DEFAULTS)) {
      return new ClusterOrphans(config, stack.client(), clients)
          .find().stream()
              .filter(orphan -> orphan.workspace().equals("foundations.forsaken"))
              .toList();
    }
  }
}
