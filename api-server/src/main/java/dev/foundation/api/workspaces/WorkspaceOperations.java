// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.workspaces;

import dev.foundation.api.operation.Answer;
import dev.foundation.api.operation.Call;
import dev.foundation.api.tenant.TenantResolver;
import java.util.List;

/** The operations on workspaces, each named as its {@code operationId}. */
public final class WorkspaceOperations {

  private static final int OK = 200;

  private final TenantResolver tenants;

  /** Operations on what the resolver knows. */
  public WorkspaceOperations(TenantResolver tenants) {
    this.tenants = tenants;
  }

  /** A page of workspaces; a token names few, so there is one page only. */
  record Page(List<WorkspaceView> items) {}

  /** Those that the token's groups name and that exist. */
  public Answer listWorkspaces(Call call) {
    return Answer.json(
        OK, new Page(tenants.memberships(call.caller()).stream().map(WorkspaceView::of).toList()));
  }

  /** One of them in any state, so that a member can see why others refuse. */
  public Answer getWorkspace(Call call) {
    return Answer.json(OK, WorkspaceView.of(tenants.member(call.caller(), call.path("ws"))));
  }
}
