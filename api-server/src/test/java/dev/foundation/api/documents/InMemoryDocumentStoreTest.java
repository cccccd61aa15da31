// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import dev.foundation.api.documents.indexing.IndexStore;
import dev.foundation.api.documents.storage.DocumentStore;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.Tenants;
import java.time.InstantSource;

class InMemoryDocumentStoreTest extends DocumentStoreContract {

  private final InMemoryDocumentStore store = new InMemoryDocumentStore(InstantSource.fixed(NOW));

  @Override
  protected DocumentStore store() {
    return store;
  }

  private final IndexStore indexes = new InMemoryIndexStore(store);

  @Override
  protected IndexStore indexes() {
    return indexes;
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
