// SPDX-License-Identifier: Apache-2.0
package dev.foundation.crds.contract;

/** The conditions a workspace's status carries, by their names in Kubernetes. */
public enum ConditionType {
  READY("Ready"),
  KEY_READY("KeyReady"),
  TABLE_READY("TableReady"),
  BUCKET_READY("BucketReady"),
  ROLE_READY("RoleReady"),
  BRANCH_KEY_READY("BranchKeyReady"),
  GROUP_READY("GroupReady"),
  PAUSED("Paused");

  private final String value;

  ConditionType(String value) {
    this.value = value;
  }

  /** The condition's {@code type}. */
  public String value() {
    return value;
  }
}
