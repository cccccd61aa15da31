// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.queue;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.status.FoundationWorkspaceStatus;
import dev.foundation.crds.status.Phase;
import dev.foundation.operator.plan.Plans;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import java.util.List;

/** Workspaces as passes left them. */
final class Observed {

  /** A pass failed before. */
  static final RetryInfo FAILED =
      new RetryInfo() {
        @Override
        public int getAttemptCount() {
          return 1;
        }

        @Override
        public boolean isLastAttempt() {
          return false;
        }
      };

  private Observed() {}

  static FoundationWorkspace never(String name) {
    return Plans.workspace(name, name + "-1");
  }

  static FoundationWorkspace at(String name, Phase phase) {
    FoundationWorkspace workspace = never(name);
    workspace.setStatus(
        new FoundationWorkspaceStatus(
            workspace.getMetadata().getGeneration(),
            phase,
            null,
            null,
            null,
            null,
            List.of(),
            null));
    return workspace;
  }
}
