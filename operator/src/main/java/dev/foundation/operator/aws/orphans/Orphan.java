// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws.orphans;

/**
 * A resource of this installation that no workspace claims.
 *
 * @param kind such as {@code Bucket}
 * @param name the AWS name, of a key its ARN
 * @param workspace the address that its tags name, {@code <namespace>.<name>}; empty if hidden
 * @param foundationId the foundation that its tags name; empty if hidden
 */
public record Orphan(String kind, String name, String workspace, String foundationId) {

  /** Whether a policy of the resource keeps the operator from reading its tags. */
  public boolean isOwnerHidden() {
    return workspace.isEmpty() && foundationId.isEmpty();
  }
}
