// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.content;

import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.Tenants;

class InMemoryPartStoreTest extends PartStoreContract {

  private final InMemoryObjectStore store = new InMemoryObjectStore();

  @Override
  protected Tenant tenant() {
    return Tenants.admin("acme");
  }

  @Override
  protected PartStore parts() {
    return store;
  }

  @Override
  protected ObjectStore objects() {
    return store;
  }
}
