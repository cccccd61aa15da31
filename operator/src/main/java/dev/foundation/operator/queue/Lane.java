// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.queue;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.status.FoundationWorkspaceStatus;
import dev.foundation.crds.status.Phase;
import dev.foundation.operator.quota.RequestQuota;
import dev.foundation.operator.quota.RequestRates;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where a pass waits for its turn; no lane can take another's threads. */
public enum Lane {
  /** Somebody waits: new, edited, being made, repaired or deleted. */
  CHANGED(32),
  /** Looked at again though nobody asked; few at a time, so that quotas are left for the others. */
  ROUTINE(4),
  /** Failed the last time: may hang on whatever fails, and asks AWS in vain. */
  FAILING(8);

  private static final Set<Phase> UNDER_WAY =
      EnumSet.of(Phase.PROVISIONING, Phase.DEGRADED, Phase.DELETING);

  private final int passes;

  Lane(int passes) {
    this.passes = passes;
  }

  /**
   * How many passes of this lane run at a time. Each resync asks for a group at least, and takes
   * some second: where AWS raised that quota, as many run as leave one call a second to the others,
   * at most as many as of what is new.
   */
  int passes(RequestRates rates) {
    return this == ROUTINE
        ? Math.clamp(rates.of(RequestQuota.GET_GROUP) - 1L, passes, CHANGED.passes)
        : passes;
  }

  /**
   * The lane of the next pass.
   *
   * @param edited whether a person changed the workspace since the last pass
   * @param retry null unless the last pass failed
   */
  static Lane of(FoundationWorkspace workspace, boolean edited, @Nullable RetryInfo retry) {
    FoundationWorkspaceStatus status = workspace.getStatus();
    if (edited || status == null || !isObserved(workspace, status)) {
      return CHANGED;
    }
    if (retry != null && retry.getAttemptCount() > 0) {
      return FAILING;
    }
    return workspace.isMarkedForDeletion() || UNDER_WAY.contains(status.phase())
        ? CHANGED
        : ROUTINE;
  }

  private static boolean isObserved(
      FoundationWorkspace workspace, FoundationWorkspaceStatus status) {
    return Objects.equals(workspace.getMetadata().getGeneration(), status.observedGeneration());
  }
}
