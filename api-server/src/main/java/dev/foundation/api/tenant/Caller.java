// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.tenant;

import dev.foundation.crds.contract.GroupName;
import java.util.List;
import java.util.Set;

/**
 * What a verified token says: who calls and which workspace groups they are in.
 *
 * @param groups only those groups that parse exactly; others grant nothing
 * @param overtaken addresses of the workspaces in which the caller's rights have changed since
 */
public record Caller(Principal principal, List<GroupName> groups, Set<String> overtaken) {

  public Caller {
    groups = List.copyOf(groups);
    overtaken = Set.copyOf(overtaken);
  }

  /** A caller whose token is newer than every change. */
  public Caller(Principal principal, List<GroupName> groups) {
    this(principal, groups, Set.of());
  }
}
