// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.operator.aws.BranchKeys;
import dev.foundation.operator.dependents.flow.Readiness;
import dev.foundation.operator.dependents.flow.Reconciliation;
import dev.foundation.operator.dependents.flow.Step;
import dev.foundation.operator.dependents.flow.WorkspaceStep;
import dev.foundation.operator.plan.WorkspacePlan;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.api.reconciler.dependent.ReconcileResult;

/** The branch key of the workspace, an item in its key table; the resource is the key's id. */
public final class BranchKeyDependentResource
    implements DependentResource<String, FoundationWorkspace>, WorkspaceStep {

  /** Its name in the workflow, which must be the one that the workflow gives it. */
  public static final String NAME = "branch-key";

  private final BranchKeys branchKeys;

  public BranchKeyDependentResource(BranchKeys branchKeys) {
    this.branchKeys = branchKeys;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Step step() {
    return Step.BRANCH_KEY;
  }

  @Override
  public Class<String> resourceType() {
    return String.class;
  }

  @Override
  public ReconcileResult<String> reconcile(
      FoundationWorkspace workspace, Context<FoundationWorkspace> context) {
    Reconciliation pass = Reconciliation.of(context);
    WorkspacePlan plan = pass.plan();
    boolean there = branchKeys.exists(plan);
    if (!there) {
      branchKeys.create(plan);
    }
    pass.report(step(), Readiness.READY);
    return there
        ? ReconcileResult.noOperation(plan.foundationId())
        : ReconcileResult.resourceCreated(plan.foundationId());
  }
}
