// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.contract.GroupName;
import dev.foundation.crds.contract.Reason;
import dev.foundation.operator.aws.Found;
import dev.foundation.operator.aws.Groups;
import dev.foundation.operator.dependents.flow.Drift;
import dev.foundation.operator.dependents.flow.Readiness;
import dev.foundation.operator.dependents.flow.Reconciliation;
import dev.foundation.operator.dependents.flow.Step;
import dev.foundation.operator.dependents.flow.WorkspaceStep;
import dev.foundation.operator.plan.WorkspacePlan;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.api.reconciler.dependent.ReconcileResult;

/**
 * The Cognito groups of the workspace and its first administrators; the resource is the
 * administrators' group. Invitations are owed once: the status says so before the group is made, so
 * that neither a crash loses them nor an adopted group brings removed members back.
 */
public final class GroupDependentResource
    implements DependentResource<GroupName, FoundationWorkspace>, WorkspaceStep {

  /** Its name in the workflow, which must be the one that the workflow gives it. */
  public static final String NAME = "group";

  private final Groups groups;

  public GroupDependentResource(Groups groups) {
    this.groups = groups;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Step step() {
    return Step.GROUP;
  }

  @Override
  public Class<GroupName> resourceType() {
    return GroupName.class;
  }

  @Override
  public ReconcileResult<GroupName> reconcile(
      FoundationWorkspace workspace, Context<FoundationWorkspace> context) {
    Reconciliation pass = Reconciliation.of(context);
    GroupName admins = pass.plan().adminGroup();
    boolean known = pass.isFirstMaking() && pass.wasReady(step());
    pass.report(step(), known ? Readiness.READY : administrators(pass, admins));
    return ReconcileResult.noOperation(admins);
  }

  private Readiness administrators(Reconciliation pass, GroupName admins) {
    WorkspacePlan plan = pass.plan();
    Found found = claimed(pass, admins);
    if (found.isForeign()) {
      return conflict(admins);
    }
    if (pass.adminsInvited() == null) {
      pass.adminsInvited(!found.isAbsent());
      if (found.isAbsent()) {
        return Readiness.not(Reason.PROVISIONING, "about to create the administrators' group");
      }
    }
    create(pass, admins, found);
    if (Boolean.FALSE.equals(pass.adminsInvited())) {
      plan.spec().admins().forEach(email -> groups.invite(plan, admins, email));
      pass.adminsInvited(true);
    }
    return roles(pass);
  }

  private Readiness roles(Reconciliation pass) {
    for (GroupName role : pass.plan().roleGroups()) {
      Found found = claimed(pass, role);
      if (found.isForeign()) {
        return conflict(role);
      }
      create(pass, role, found);
    }
    return Readiness.READY;
  }

  /** A group that was ours and whose description names no owner any more was edited. */
  private Found claimed(Reconciliation pass, GroupName group) {
    Found found = groups.find(pass.plan(), group);
    boolean ours = pass.wasReady(step()) || group.toString().equals(pass.plan().known().group());
    if (!found.isUntagged() || !ours) {
      return found;
    }
    groups.describe(pass.plan(), group);
    repaired(pass, "the description of group " + group + ", which names its owner, was changed");
    return groups.find(pass.plan(), group);
  }

  private void create(Reconciliation pass, GroupName group, Found found) {
    if (!found.isAbsent()) {
      return;
    }
    groups.create(pass.plan(), group);
    if (pass.wasReady(step())) {
      repaired(pass, "group " + group + " was deleted; it is made anew, without its members");
    }
  }

  private void repaired(Reconciliation pass, String what) {
    pass.drifted(new Drift(step(), Drift.Place.AWS, Drift.Stage.FOUND, what));
    pass.drifted(new Drift(step(), Drift.Place.AWS, Drift.Stage.REPAIRED, what));
  }

  private static Readiness conflict(GroupName group) {
    return Readiness.not(Reason.NAME_CONFLICT, "group " + group + " belongs to another owner");
  }
}
