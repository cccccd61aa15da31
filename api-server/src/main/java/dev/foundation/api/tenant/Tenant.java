// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.tenant;

import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.crds.contract.Permission;
import java.util.Set;

/**
 * A member at work in one workspace: the first parameter of every service, store and cipher call.
 *
 * @param namespace the workspace's namespace
 * @param workspace the workspace's name
 * @param foundationId the identity that keys and encryption contexts are bound to
 * @param permissions what the principal may do there
 */
public record Tenant(
    String namespace,
    String workspace,
    String foundationId,
    Principal principal,
    Set<Permission> permissions,
    TenantResources resources) {

  public Tenant {
    permissions = Set.copyOf(permissions);
  }

  /**
   * Demands a permission.
   *
   * @throws ProblemException {@code permission-denied}
   */
  public void require(Permission permission) {
    if (!permissions.contains(permission)) {
      throw new ProblemException(
          ProblemType.PERMISSION_DENIED, "This needs " + permission.value() + ".");
    }
  }

  /** The workspace's address, {@code <namespace>.<workspace>}. */
  public String address() {
    return namespace + "." + workspace;
  }
}
