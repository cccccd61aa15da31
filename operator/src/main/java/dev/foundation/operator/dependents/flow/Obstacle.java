// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents.flow;

import dev.foundation.crds.contract.Reason;
import dev.foundation.operator.aws.Found;
import dev.foundation.operator.plan.WorkspacePlan;
import java.util.Optional;

/** Why a step must leave alone what stands, or no longer stands, on AWS under its name. */
public final class Obstacle {

  private static final String ARCHIVED = "ARCHIVED";

  private Obstacle() {}

  /** The reason, with a sentence; empty if the step may go on. */
  public static Optional<Readiness> of(Step step, WorkspacePlan plan, Found found) {
    if (found.isForeign()) {
      return refuse(Reason.NAME_CONFLICT, "%s %s belongs to another owner", step, plan);
    }
    if (ARCHIVED.equals(found.detail())) {
      return refuse(
          Reason.TABLE_ARCHIVED, "%s %s was archived because its key is unusable", step, plan);
    }
    return found.isAbsent() && step.recordedIn(plan.known()) != null
        ? refuse(Reason.DATA_RESOURCE_MISSING, "%s %s is gone from AWS", step, plan)
        : Optional.empty();
  }

  static Optional<Readiness> refuse(Reason reason, String sentence, Step step, WorkspacePlan plan) {
    return Optional.of(Readiness.not(reason, sentence.formatted(step.kind(), plan.names().name())));
  }
}
