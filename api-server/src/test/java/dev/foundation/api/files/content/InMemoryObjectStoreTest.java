// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.content;

import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.Tenants;

class InMemoryObjectStoreTest extends ObjectStoreContract {

  private final InMemoryObjectStore store = new InMemoryObjectStore();

  @Override
  protected Tenant tenant() {
    return Tenants.admin("acme");
  }

  @Override
  protected ObjectStore store() {
    return store;
  }

  @Override
  protected int openUploads() {
    return store.openUploads().size();
  }
}
