// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.tenant;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.contract.Permission;
import java.util.Set;

/**
 * A workspace that the caller is a member of, in whatever state it is.
 *
 * @param address {@code <namespace>.<name>}
 * @param permissions what the caller may do there
 */
public record MemberWorkspace(
    String address, FoundationWorkspace workspace, Set<Permission> permissions) {

  public MemberWorkspace {
    permissions = Set.copyOf(permissions);
  }
}
