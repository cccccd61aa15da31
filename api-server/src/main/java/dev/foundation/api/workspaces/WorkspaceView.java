// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.workspaces;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.foundation.api.tenant.MemberWorkspace;
import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.contract.Permission;
import dev.foundation.crds.spec.LimitsSpec;
import dev.foundation.crds.status.FoundationWorkspaceStatus;
import dev.foundation.crds.status.Phase;
import java.util.List;

/**
 * A workspace as its member sees it.
 *
 * @param id its address, {@code <namespace>.<name>}
 * @param permissions what this caller may do, sorted
 */
record WorkspaceView(
    String id, String displayName, Phase state, List<String> permissions, Limits limits) {

  /** How much traffic all members together may send. */
  record Limits(
      @JsonProperty("requestsPerSecond") int requestsPerSecond, @JsonProperty("burst") int burst) {}

  static WorkspaceView of(MemberWorkspace member) {
    LimitsSpec limits = member.workspace().getSpec().limits();
    return new WorkspaceView(
        member.address(),
        member.workspace().getSpec().displayName(),
        state(member.workspace()),
        member.permissions().stream().map(Permission::value).sorted().toList(),
        new Limits(limits.requestsPerSecond(), limits.burst()));
  }

  /** Suspension counts from the moment it is asked for: requests are refused from then on. */
  private static Phase state(FoundationWorkspace workspace) {
    if (workspace.getSpec().suspended()) {
      return Phase.SUSPENDED;
    }
    FoundationWorkspaceStatus status = workspace.getStatus();
    Phase phase = status == null ? null : status.phase();
    return phase == null ? Phase.PROVISIONING : phase;
  }
}
