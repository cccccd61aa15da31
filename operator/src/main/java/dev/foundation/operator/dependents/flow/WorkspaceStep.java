// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents.flow;

/** A dependent resource that is one step of the flow. */
public interface WorkspaceStep {

  /** Which one; under it the dependent reports its readiness. */
  Step step();
}
