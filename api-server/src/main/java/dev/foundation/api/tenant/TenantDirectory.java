// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.tenant;

import dev.foundation.crds.FoundationWorkspace;
import java.util.Optional;

/** The workspaces of this cell, looked up without I/O. */
@FunctionalInterface
public interface TenantDirectory {

  /** The workspace as it was last seen. */
  Optional<FoundationWorkspace> find(String namespace, String name);
}
