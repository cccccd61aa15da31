// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents.group;

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
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.api.reconciler.dependent.ReconcileResult;
import java.util.ArrayList;
import java.util.List;

/** One of the times at which a pass turns to the groups; the resource is the administrators'. */
abstract class GroupStep
    implements DependentResource<GroupName, FoundationWorkspace>, WorkspaceStep {

  private final String name;
  private final Groups groups;

  /** Under this name in the workflow, which must be the one that the workflow gives it. */
  GroupStep(String name, Groups groups) {
    this.name = name;
    this.groups = groups;
  }

  /** Does the part of the work that is due at this time. */
  abstract void reconcile(Reconciliation pass, GroupName administrators);

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Step step() {
    return Step.GROUP;
  }

  @Override
  public final Class<GroupName> resourceType() {
    return GroupName.class;
  }

  @Override
  public final ReconcileResult<GroupName> reconcile(
      FoundationWorkspace workspace, Context<FoundationWorkspace> context) {
    Reconciliation pass = Reconciliation.of(context);
    GroupName administrators = pass.plan().adminGroup();
    reconcile(pass, administrators);
    return ReconcileResult.noOperation(administrators);
  }

  final Groups groups() {
    return groups;
  }

  /** Has the group be there, and be ours. */
  final Readiness ensure(Reconciliation pass, GroupName group) {
    Found found = claimed(pass, group);
    if (found.isForeign()) {
      return conflict(group);
    }
    if (found.isAbsent()) {
      groups.create(pass.plan(), group);
      if (pass.wasReady(step())) {
        repaired(pass, "group " + group + " was deleted; it is made anew, without its members");
      }
    }
    return Readiness.READY;
  }

  /** The same of the groups of all roles: whoever is in one that is another's gets no rights. */
  final Readiness ensureRoles(Reconciliation pass) {
    List<String> own = new ArrayList<>();
    Readiness all = Readiness.READY;
    for (GroupName group : pass.plan().roleGroups()) {
      Readiness one = ensure(pass, group);
      if (one.ready()) {
        own.add(group.role());
      } else {
        all = one;
      }
    }
    pass.ownRoles(own);
    return all;
  }

  static Readiness conflict(GroupName group) {
    return Readiness.not(Reason.NAME_CONFLICT, "group " + group + " belongs to another owner");
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

  private void repaired(Reconciliation pass, String what) {
    pass.drifted(new Drift(step(), Drift.Place.AWS, Drift.Stage.FOUND, what));
    pass.drifted(new Drift(step(), Drift.Place.AWS, Drift.Stage.REPAIRED, what));
  }
}
