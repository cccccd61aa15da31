// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.testing;

import dev.foundation.api.tenant.Principal;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.tenant.TenantResources;
import dev.foundation.crds.contract.Permission;
import java.util.EnumSet;
import java.util.Set;

/** Tenants that exist on no AWS. */
public final class Tenants {

  private Tenants() {}

  /** A member who may do everything. */
  public static Tenant admin(String foundationId) {
    return member(foundationId, EnumSet.allOf(Permission.class));
  }

  /** A member who may do these things. */
  public static Tenant member(String foundationId, Set<Permission> permissions) {
    String name = "fdn-" + foundationId;
    return new Tenant(
        "foundations",
        foundationId,
        foundationId,
        new Principal("sub-of-" + foundationId),
        permissions,
        new TenantResources(
            "000000000000",
            "eu-west-1",
            "arn:aws:kms:eu-west-1:000000000000:key/" + foundationId,
            name,
            name + "-keys",
            name,
            "arn:aws:iam::000000000000:role/foundation/" + name));
  }
}
