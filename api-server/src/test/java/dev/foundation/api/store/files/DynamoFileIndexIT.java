// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.files;

import dev.foundation.api.files.index.FileIndex;
import dev.foundation.api.files.index.FileIndexContract;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.EmulatedWorkspaces;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class DynamoFileIndexIT extends FileIndexContract {

  private static EmulatedWorkspaces workspaces;
  private static Tenant acme;

  @BeforeAll
  static void start() {
    workspaces = new EmulatedWorkspaces();
    acme = workspaces.create("acme");
  }

  @AfterAll
  static void stop() {
    workspaces.close();
  }

  @Override
  protected Tenant tenant() {
    return acme;
  }

  @Override
  protected FileIndex index() {
    return new DynamoFileIndex(workspaces.clients());
  }
}
