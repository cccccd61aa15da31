// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws.orphans;

/**
 * A resource of this installation that no workspace claims.
 *
 * @param kind such as {@code Bucket}
 * @param name the AWS name, of a key its ARN
 * @param workspace the address that its tags name, {@code <namespace>.<name>}; empty if they do not
 * @param foundationId the foundation that its tags name; empty if they do not
 * @param ownerHidden whether a policy of the resource keeps the operator from reading its tags
 */
public record Orphan(
    String kind, String name, String workspace, String foundationId, boolean ownerHidden) {

  /** One whose tags were read. */
  public Orphan(String kind, String name, String workspace, String foundationId) {
    this(kind, name, workspace, foundationId, false);
  }

  /** One whose tags cannot be read. */
  static Orphan hidden(String kind, String name) {
    return new Orphan(kind, name, "", "", true);
  }
}
