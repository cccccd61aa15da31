// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.index;

import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.Tenants;

class InMemoryFileIndexTest extends FileIndexContract {

  private final FileIndex index = new InMemoryFileIndex();

  @Override
  protected Tenant tenant() {
    return Tenants.admin("acme");
  }

  @Override
  protected FileIndex index() {
    return index;
  }
}
