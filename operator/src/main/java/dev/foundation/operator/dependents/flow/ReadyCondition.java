// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents.flow;

import dev.foundation.crds.FoundationWorkspace;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Condition;

/** Lets the flow pass a step once the step has reported itself ready, or in repair. */
public final class ReadyCondition implements Condition<Object, FoundationWorkspace> {

  @Override
  public boolean isMet(
      DependentResource<Object, FoundationWorkspace> dependent,
      FoundationWorkspace workspace,
      Context<FoundationWorkspace> context) {
    return dependent instanceof WorkspaceStep step
        && Reconciliation.of(context).isPassable(step.step());
  }
}
