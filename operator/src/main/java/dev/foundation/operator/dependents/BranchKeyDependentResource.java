// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.contract.Reason;
import dev.foundation.operator.aws.BranchKeys;
import dev.foundation.operator.aws.Found;
import dev.foundation.operator.dependents.flow.Readiness;
import dev.foundation.operator.dependents.flow.Reconciliation;
import dev.foundation.operator.dependents.flow.Step;
import dev.foundation.operator.dependents.flow.WorkspaceStep;
import dev.foundation.operator.plan.WorkspacePlan;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.api.reconciler.dependent.ReconcileResult;
import java.util.Optional;

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
    pass.report(step(), findOrCreate(pass));
    return ReconcileResult.noOperation(pass.plan().foundationId());
  }

  /** Never made anew unasked: whatever was encrypted under the one that is gone is lost with it. */
  private Readiness findOrCreate(Reconciliation pass) {
    WorkspacePlan plan = pass.plan();
    Optional<String> wrappingKey = branchKeys.wrappingKey(plan);
    if (wrappingKey.isPresent()) {
      return wrappingKey.get().equals(plan.knownKeyArn())
          ? Readiness.READY
          : Readiness.not(
              Reason.DATA_RESOURCE_MISSING,
              "the branch key opens with " + wrappingKey.get() + ", not with the workspace's key");
    }
    Optional<Readiness> lost = step().obstacle(plan, Found.ABSENT);
    if (lost.isEmpty()) {
      branchKeys.create(plan);
      return Readiness.READY;
    }
    if (!pass.isRecreating(step())) {
      return lost.get();
    }
    pass.forget(step());
    return Readiness.not(Reason.PROVISIONING, "a new branch key is made, as asked");
  }
}
