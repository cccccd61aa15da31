// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.members;

import dev.foundation.api.tenant.Tenant;
import dev.foundation.crds.contract.GroupName;
import dev.foundation.crds.contract.Permission;
import dev.foundation.crds.spec.RoleSpec;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a member is in a workspace: an administrator, of these roles, or both.
 *
 * @param roles names of roles that the workspace has
 */
record Grant(boolean admin, Set<String> roles) {

  Grant {
    roles = Set.copyOf(roles);
  }

  /** What these groups of a workspace grant as it is now; those of former roles grant nothing. */
  static Grant of(Collection<GroupName> groups, List<RoleSpec> defined) {
    return new Grant(
        groups.stream().anyMatch(group -> group.role() == null),
        names(defined)
            .filter(name -> groups.stream().anyMatch(group -> name.equals(group.role())))
            .collect(Collectors.toSet()));
  }

  /** Everything that can be granted in a workspace. */
  static Grant everything(List<RoleSpec> defined) {
    return new Grant(true, names(defined).collect(Collectors.toSet()));
  }

  private static Stream<String> names(List<RoleSpec> defined) {
    return defined.stream().map(RoleSpec::name);
  }

  boolean isNothing() {
    return !admin && roles.isEmpty();
  }

  /** The user pool's groups for it, the administrators' first. */
  Set<GroupName> groups(Tenant tenant) {
    Set<GroupName> groups = new LinkedHashSet<>();
    if (admin) {
      groups.add(GroupName.admins(tenant.namespace(), tenant.workspace()));
    }
    roles.stream()
        .sorted()
        .map(role -> new GroupName(tenant.namespace(), tenant.workspace(), role))
        .forEach(groups::add);
    return groups;
  }

  /** What its members may do, which is all for an administrator. */
  Set<Permission> permissions(List<RoleSpec> defined) {
    if (admin) {
      return EnumSet.allOf(Permission.class);
    }
    return defined.stream()
        .filter(role -> roles.contains(role.name()))
        .flatMap(role -> role.permissions().stream())
        .collect(Collectors.toSet());
  }
}
