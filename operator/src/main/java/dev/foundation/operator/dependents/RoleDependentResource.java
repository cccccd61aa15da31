// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foundation.operator.aws.Found;
import dev.foundation.operator.aws.Inventory;
import dev.foundation.operator.aws.settings.LiveSettings;
import dev.foundation.operator.dependents.ack.Role;
import dev.foundation.operator.dependents.flow.AckDependentResource;
import dev.foundation.operator.dependents.flow.DriftWatch;
import dev.foundation.operator.dependents.flow.Step;
import dev.foundation.operator.plan.WorkspacePlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The role that the API server assumes for every call to the workspace's data. */
public final class RoleDependentResource extends AckDependentResource<Role> {

  /** IAM's least; more would not help, as the API server's own session caps it. */
  private static final int SESSION_SECONDS = 3600;

  private final Inventory inventory;
  private final LiveSettings live;

  public RoleDependentResource(Inventory inventory, LiveSettings live, DriftWatch watch) {
    super(Role.class, Step.ROLE, watch);
    this.inventory = inventory;
    this.live = live;
  }

  @Override
  public Role desired(WorkspacePlan plan) {
    Role role = new Role();
    role.setMetadata(metadata(plan, "{\"name\":\"" + plan.names().role() + "\"}"));
    role.setSpec(
        Map.of(
            "name", plan.names().role(),
            "path", plan.names().path(),
            "description", "Members of foundation workspace " + plan.address(),
            "assumeRolePolicyDocument", plan.trustPolicy(),
            "permissionsBoundary", plan.platform().roles().permissionsBoundary(),
            "maxSessionDuration", SESSION_SECONDS,
            "policies", List.of(plan.names().policyArn()),
            "tags", tags(plan)));
    return role;
  }

  @Override
  protected Found existing(WorkspacePlan plan) {
    return inventory.role(plan);
  }

  @Override
  protected Optional<ObjectNode> live(WorkspacePlan plan) {
    return live.role(plan);
  }
}
