// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents.flow;

import dev.foundation.crds.contract.ConditionType;
import dev.foundation.crds.contract.Reason;
import dev.foundation.crds.status.ResourcesStatus;
import dev.foundation.operator.aws.Found;
import dev.foundation.operator.plan.WorkspacePlan;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The steps of a reconciliation, in order; several may share a condition. */
public enum Step {
  KEY("Key", ConditionType.KEY_READY),
  ALIAS("Alias", ConditionType.KEY_READY),
  DOCUMENTS_TABLE("Table", ConditionType.TABLE_READY),
  KEY_TABLE("Table", ConditionType.TABLE_READY),
  BUCKET("Bucket", ConditionType.BUCKET_READY),
  POLICY("Policy", ConditionType.ROLE_READY),
  ROLE("Role", ConditionType.ROLE_READY),
  BRANCH_KEY("BranchKey", ConditionType.BRANCH_KEY_READY),
  GROUP("Group", ConditionType.GROUP_READY);

  private static final String ARCHIVED = "ARCHIVED";

  private final String kind;
  private final ConditionType condition;

  Step(String kind, ConditionType condition) {
    this.kind = kind;
    this.condition = condition;
  }

  /** The thing's kind, as people read it and as the recreate annotation names it. */
  public String kind() {
    return kind;
  }

  /** The condition that this step is part of. */
  public ConditionType condition() {
    return condition;
  }

  /**
   * What the status recorded once this was there; null before that, and always for what holds no
   * data. A loss of what was recorded would lose data, so it is never made anew unasked. Where
   * there was a branch key there was a key, which wrapped it.
   */
  public @Nullable String recordedIn(ResourcesStatus known) {
    return switch (this) {
      case KEY -> known.keyArn() == null ? known.branchKeyId() : known.keyArn();
      case DOCUMENTS_TABLE -> known.tableName();
      case KEY_TABLE -> known.keyTableName();
      case BUCKET -> known.bucketName();
      case BRANCH_KEY -> known.branchKeyId();
      case ALIAS, POLICY, ROLE, GROUP -> null;
    };
  }

  /** Why what stands, or no longer stands, on AWS under its name is to be left alone; or empty. */
  public Optional<Readiness> obstacle(WorkspacePlan plan, Found found) {
    if (found.isForeign()) {
      return refuse(Reason.NAME_CONFLICT, "%s %s belongs to another owner", plan);
    }
    if (ARCHIVED.equals(found.detail())) {
      return refuse(Reason.TABLE_ARCHIVED, "%s %s was archived because its key is unusable", plan);
    }
    return found.isAbsent() && recordedIn(plan.known()) != null
        ? refuse(Reason.DATA_RESOURCE_MISSING, "%s %s is gone from AWS", plan)
        : Optional.empty();
  }

  Optional<Readiness> refuse(Reason reason, String sentence, WorkspacePlan plan) {
    return Optional.of(Readiness.not(reason, sentence.formatted(kind, plan.names().name())));
  }

  /** Whether a loss of this would lose data. */
  boolean holdsData() {
    return switch (this) {
      case KEY, DOCUMENTS_TABLE, KEY_TABLE, BUCKET, BRANCH_KEY -> true;
      case ALIAS, POLICY, ROLE, GROUP -> false;
    };
  }
}
