// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws;

import dev.foundation.operator.plan.WorkspacePlan;
import java.util.Map;

/**
 * What stands on AWS under a workspace's name.
 *
 * @param detail of an existing table its status, of others empty
 */
public record Found(Ownership ownership, String detail) {

  /** Whose it is. */
  public enum Ownership {
    ABSENT,
    OURS,
    FOREIGN,
    /** In our account and without any tag: another's, unless it is just being made. */
    UNTAGGED
  }

  private static final String ACTIVE = "ACTIVE";

  public static final Found ABSENT = new Found(Ownership.ABSENT, "");
  static final Found FOREIGN = new Found(Ownership.FOREIGN, "");
  static final Found UNTAGGED = new Found(Ownership.UNTAGGED, "");

  /** Something with these tags. */
  static Found tagged(WorkspacePlan plan, Map<String, String> tags, String detail) {
    return plan.owns(tags) ? new Found(Ownership.OURS, detail) : FOREIGN;
  }

  public boolean isAbsent() {
    return ownership == Ownership.ABSENT;
  }

  /** Nobody says that it is ours. */
  public boolean isForeign() {
    return ownership == Ownership.FOREIGN || isUntagged();
  }

  /** Whether it carries our tags and AWS is not at work on it. */
  public boolean isSettled() {
    return ownership == Ownership.OURS && (detail.isEmpty() || ACTIVE.equals(detail));
  }

  public boolean isUntagged() {
    return ownership == Ownership.UNTAGGED;
  }
}
