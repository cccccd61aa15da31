// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.content;

import dev.foundation.api.tenant.Principal;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.tenant.TenantResources;
import dev.foundation.crds.contract.Permission;
import java.util.Set;

/** Tenants for tests. */
public final class Tenants {

  private Tenants() {}

  /** A member of a workspace, which may do everything there. */
  public static Tenant of(String workspace) {
    String name = "fdn-" + workspace;
    return new Tenant(
        "foundations",
        workspace,
        workspace + "-id",
        new Principal("sub-of-" + workspace),
        Set.of(Permission.values()),
        new TenantResources(
            "000000000000", "eu-west-1", "key", name, name + "-keys", name, "role"));
  }
}
