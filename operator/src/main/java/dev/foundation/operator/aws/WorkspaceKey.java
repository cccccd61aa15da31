// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws;

/**
 * A KMS key that was found.
 *
 * @param ours whether it carries the workspace's owner tags
 */
public record WorkspaceKey(String arn, State state, boolean ours) {

  /** What KMS lets one do with it. */
  public enum State {
    ENABLED,
    DISABLED,
    PENDING_DELETION,
    /** Neither; KMS is still making it, or its material is elsewhere. */
    OTHER
  }
}
