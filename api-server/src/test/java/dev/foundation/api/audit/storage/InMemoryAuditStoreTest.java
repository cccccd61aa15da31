// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.audit.storage;

import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.Tenants;

class InMemoryAuditStoreTest extends AuditStoreContract {

  private final AuditStore store = new InMemoryAuditStore();

  @Override
  protected AuditStore store() {
    return store;
  }

  @Override
  protected Tenant tenant() {
    return Tenants.admin("acme");
  }

  @Override
  protected Tenant otherTenant() {
    return Tenants.admin("globex");
  }
}
