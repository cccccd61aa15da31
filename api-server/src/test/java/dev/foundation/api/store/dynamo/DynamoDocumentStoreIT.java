// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.dynamo;

import dev.foundation.api.documents.DocumentStoreContract;
import dev.foundation.api.documents.indexing.IndexStore;
import dev.foundation.api.documents.storage.DocumentStore;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.EmulatedWorkspaces;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class DynamoDocumentStoreIT extends DocumentStoreContract {

  private static EmulatedWorkspaces workspaces;
  private static Tenant acme;
  private static Tenant globex;

  @BeforeAll
  static void start() {
    workspaces = new EmulatedWorkspaces();
    acme = workspaces.create("acme");
    globex = workspaces.create("globex");
  }

  @AfterAll
  static void stop() {
    workspaces.close();
  }

  @Override
  protected DocumentStore store() {
    return new DynamoDocumentStore(workspaces.clients(), InstantSource.fixed(NOW));
  }

  @Override
  protected IndexStore indexes() {
    return new DynamoIndexStore(workspaces.clients(), InstantSource.fixed(NOW));
  }

  @Override
  protected Tenant tenant() {
    return acme;
  }

  @Override
  protected Tenant otherTenant() {
    return globex;
  }
}
