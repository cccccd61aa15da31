// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents.group;

import dev.foundation.crds.contract.GroupName;
import dev.foundation.crds.contract.Reason;
import dev.foundation.operator.aws.Groups;
import dev.foundation.operator.dependents.flow.Readiness;
import dev.foundation.operator.dependents.flow.Reconciliation;

/** Keeps the Cognito groups of a workspace that has its administrators' group. */
public final class GroupDependentResource extends GroupStep {

  public static final String NAME = "group";

  public GroupDependentResource(Groups groups) {
    super(NAME, groups);
  }

  @Override
  void reconcile(Reconciliation pass, GroupName administrators) {
    pass.report(step(), kept(pass, administrators));
  }

  private Readiness kept(Reconciliation pass, GroupName administrators) {
    if (pass.isFirstMaking() && pass.wasReady(step())) {
      return Readiness.READY;
    }
    if (pass.adminsInvited() == null) {
      return conflict(administrators);
    }
    if (pass.isGroupOwed()) {
      return Readiness.not(
          Reason.WAITING_FOR_DEPENDENCY, "is made once everything that holds data is there");
    }
    Readiness group = ensure(pass, administrators);
    return group.ready() ? ensureRoles(pass) : group;
  }
}
