// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.plan;

/**
 * The account's own parts that every workspace's policies and tags name.
 *
 * @param controlPlane the configured name of this installation; part of names and owner tags
 * @param userPoolId the Cognito user pool of the members
 * @param roles the platform's roles
 */
public record Platform(String controlPlane, String userPoolId, Roles roles) {

  /**
   * Role ARNs, as {@code aws:PrincipalArn} shows them.
   *
   * @param operator this operator
   * @param eraser assumed by the operator while a workspace with deletionPolicy Delete goes
   * @param apiServer assumes the workspaces' roles
   * @param ackKms keeps key policies, rotation and aliases
   * @param ackDynamodb creates the encrypted tables
   * @param administrator a role or user that may administer keys, not use them
   * @param permissionsBoundary the managed policy that bounds every workspace role
   */
  public record Roles(
      String operator,
      String eraser,
      String apiServer,
      String ackKms,
      String ackDynamodb,
      String administrator,
      String permissionsBoundary) {}
}
