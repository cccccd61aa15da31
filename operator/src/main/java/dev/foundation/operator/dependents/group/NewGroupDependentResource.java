// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents.group;

import dev.foundation.crds.contract.GroupName;
import dev.foundation.operator.aws.Groups;
import dev.foundation.operator.dependents.flow.Readiness;
import dev.foundation.operator.dependents.flow.Reconciliation;
import dev.foundation.operator.plan.WorkspacePlan;

/**
 * Makes the administrators' group and invites the first of them, after everything that holds data.
 * Invitations are owed once: the status says so before the group is made, so that neither a crash
 * loses them nor an adopted group brings removed members back.
 */
public final class NewGroupDependentResource extends GroupStep {

  public static final String NAME = "new-group";

  public NewGroupDependentResource(Groups groups) {
    super(NAME, groups);
  }

  @Override
  void reconcile(Reconciliation pass, GroupName administrators) {
    if (pass.isGroupOwed()) {
      pass.report(step(), made(pass, administrators));
    }
  }

  private Readiness made(Reconciliation pass, GroupName administrators) {
    WorkspacePlan plan = pass.plan();
    boolean made = groups().create(plan, administrators);
    if (!made && groups().find(plan, administrators).isForeign()) {
      return conflict(administrators);
    }
    plan.spec().admins().forEach(email -> groups().invite(plan, administrators, email));
    pass.adminsInvited(true);
    return ensureRoles(pass);
  }
}
