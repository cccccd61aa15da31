// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foundation.operator.aws.Found;
import dev.foundation.operator.aws.Inventory;
import dev.foundation.operator.aws.settings.LiveSettings;
import dev.foundation.operator.dependents.ack.Policy;
import dev.foundation.operator.dependents.flow.AckDependentResource;
import dev.foundation.operator.dependents.flow.DriftWatch;
import dev.foundation.operator.dependents.flow.Step;
import dev.foundation.operator.plan.WorkspacePlan;
import java.util.Map;
import java.util.Optional;

/** What the workspace's role may do; a policy of its own, as inline policies are frowned upon. */
public final class PolicyDependentResource extends AckDependentResource<Policy> {

  private final Inventory inventory;
  private final LiveSettings live;

  public PolicyDependentResource(Inventory inventory, LiveSettings live, DriftWatch watch) {
    super(Policy.class, Step.POLICY, watch);
    this.inventory = inventory;
    this.live = live;
  }

  @Override
  public Policy desired(WorkspacePlan plan) {
    Policy policy = new Policy();
    policy.setMetadata(metadata(plan, "{\"arn\":\"" + plan.names().policyArn() + "\"}"));
    policy.setSpec(
        Map.of(
            "name", plan.names().policy(),
            "path", plan.names().path(),
            "description", "Data of foundation workspace " + plan.address(),
            "policyDocument", plan.rolePolicy(),
            "tags", tags(plan)));
    return policy;
  }

  @Override
  protected Found existing(WorkspacePlan plan) {
    return inventory.policy(plan);
  }

  @Override
  protected Optional<ObjectNode> live(WorkspacePlan plan) {
    return live.policy(plan);
  }
}
