// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.tenant;

import dev.foundation.crds.contract.GroupName;
import dev.foundation.crds.contract.Permission;
import dev.foundation.crds.spec.RoleSpec;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the token alone says about one workspace.
 *
 * @param roles the caller's roles there, whether or not the workspace still has them
 */
record Membership(String namespace, String workspace, boolean admin, Set<String> roles) {

  /** The caller's membership in the workspace of this address, compared whole; empty if none. */
  static Optional<Membership> of(Caller caller, String address) {
    List<GroupName> groups =
        caller.groups().stream().filter(g -> g.workspaceAddress().equals(address)).toList();
    return groups.stream()
        .findFirst()
        .map(first ->
            new Membership(
                first.namespace(),
                first.workspace(),
                groups.stream().anyMatch(group -> group.role() == null),
                groups.stream()
                    .map(GroupName::role)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toUnmodifiableSet())));
  }

  /** All of them for an administrator, else those of the roles the workspace still has. */
  Set<Permission> permissions(List<RoleSpec> defined) {
    if (admin) {
      return EnumSet.allOf(Permission.class);
    }
    Set<Permission> granted = EnumSet.noneOf(Permission.class);
    defined.stream()
        .filter(role -> roles.contains(role.name()))
        .forEach(role -> granted.addAll(role.permissions()));
    return granted;
  }
}
