// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.tenant;

import dev.foundation.crds.contract.GroupName;
import java.util.List;

/**
 * What a verified token says: who calls and which workspace groups they are in.
 *
 * @param groups only those groups that parse exactly; others grant nothing
 */
public record Caller(Principal principal, List<GroupName> groups) {

  public Caller {
    groups = List.copyOf(groups);
  }
}
