// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.tenant.MemberWorkspace;
import dev.foundation.api.tenant.Workspaces;
import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.contract.Permission;
import dev.foundation.crds.status.FoundationWorkspaceStatus;
import dev.foundation.crds.status.Phase;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkspaceViewTest {

  private final FoundationWorkspace acme = Workspaces.ready("foundations", "acme");

  @Test
  void showsNameRightsAndLimits() {
    WorkspaceView view = view();
    assertThat(view.id()).isEqualTo("foundations.acme");
    assertThat(view.displayName()).isEqualTo(acme.getSpec().displayName());
    assertThat(view.permissions()).containsExactly("audit:read", "documents:read");
    Workspaces.limited(acme, 3, 7);
    assertThat(view().limits()).isEqualTo(new WorkspaceView.Limits(3, 7));
  }

  @Test
  void showsThePhaseAsItsState() {
    acme.setStatus(phase(null));
    assertThat(view().state()).isEqualTo(Phase.PROVISIONING);
    for (Phase phase : List.of(Phase.READY, Phase.DEGRADED, Phase.PAUSED, Phase.DELETING)) {
      acme.setStatus(phase(phase));
      assertThat(view().state()).isEqualTo(phase);
    }
  }

  @Test
  void isSuspendedFromTheMomentItIsAskedFor() {
    acme.setStatus(phase(Phase.READY));
    Workspaces.suspended(acme);
    assertThat(view().state()).isEqualTo(Phase.SUSPENDED);
  }

  private WorkspaceView view() {
    return WorkspaceView.of(
        new MemberWorkspace(
            "foundations.acme", acme, Set.of(Permission.DOCUMENTS_READ, Permission.AUDIT_READ)));
  }

  private static FoundationWorkspaceStatus phase(@Nullable Phase phase) {
    return new FoundationWorkspaceStatus(1L, phase, null, null, null, null, List.of(), null);
  }
}
