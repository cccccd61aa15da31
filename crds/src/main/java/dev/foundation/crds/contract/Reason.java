// SPDX-License-Identifier: Apache-2.0
package dev.foundation.crds.contract;

import java.util.Arrays;

/** Why a condition has its status; the closed list of condition and Event reasons. */
public enum Reason {
  /** Everything asked for is there, for this generation. */
  AVAILABLE("Available"),
  /** AWS is still making it. */
  PROVISIONING("Provisioning"),
  /** Another thing must be known first; the message names it. */
  WAITING_FOR_DEPENDENCY("WaitingForDependency"),
  /** ACK has not yet looked at the desired state of this generation. */
  ACK_NOT_SYNCED("AckNotSynced"),
  /** ACK gave up: the message carries what AWS said. */
  ACK_TERMINAL("AckTerminal"),
  /** ACK tries again: the message carries what AWS said. */
  ACK_RECOVERABLE("AckRecoverable"),
  /** An AWS call of the operator failed; the message has error code and request id. */
  AWS_ERROR("AwsError"),
  /** The Kubernetes API refused or failed a call of the operator. */
  KUBERNETES_ERROR("KubernetesError"),
  /** What exists under the name belongs to another owner; untouched. */
  NAME_CONFLICT("NameConflict"),
  /** A key, table or bucket that once existed is gone; never recreated empty. */
  DATA_RESOURCE_MISSING("DataResourceMissing"),
  /** DynamoDB archived the table because its key was unusable too long. */
  TABLE_ARCHIVED("TableArchived"),
  /** The key is scheduled for deletion: the data ends with it. */
  KEY_PENDING_DELETION("KeyPendingDeletion"),
  /** The key is disabled: the data is unreadable, DynamoDB archives its tables after 7 days. */
  KEY_DISABLED("KeyDisabled"),
  /** The namespace names another account or region than the workspace was made in. */
  CELL_CHANGED("CellChanged"),
  /** The account is not one this operator may touch. */
  ACCOUNT_NOT_ALLOWED("AccountNotAllowed"),
  /** The paused annotation is set. */
  PAUSED("Paused"),
  /** Deletion is under way. */
  DELETING("Deleting"),
  /** Deletion would erase data and nobody confirmed it. */
  DELETION_NOT_CONFIRMED("DeletionNotConfirmed"),
  /** Deletion waits because something is not empty. */
  NOT_EMPTY("NotEmpty"),
  /** Somebody changed on AWS what is declared; the message names the settings. */
  DRIFT_FOUND("DriftFound"),
  /** What somebody changed on AWS or in Kubernetes is as declared again; an Event only. */
  DRIFT_REPAIRED("DriftRepaired"),
  /**
   * What was to be made anew is there, and the annotation that asked for it gone; an Event only.
   */
  RECREATED("Recreated"),
  /** The administrators were invited. */
  ADMINS_INVITED("AdminsInvited");

  private final String value;

  Reason(String value) {
    this.value = value;
  }

  /**
   * The reason of this name.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  public static Reason of(String value) {
    return Arrays.stream(values())
        .filter(reason -> reason.value.equals(value))
        .findFirst()
        .orElseThrow();
  }

  /** Where the page lies that tells how to get out, below the configured place of all of them. */
  public String runbook(String runbooks) {
    return runbooks + "/" + value + ".md";
  }

  /** The reason as Kubernetes shows it, PascalCase. */
  public String value() {
    return value;
  }
}
