// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.index;

import dev.foundation.api.files.content.Tenants;
import dev.foundation.api.tenant.Tenant;

class InMemoryFileIndexTest extends FileIndexContract {

  private final FileIndex index = new InMemoryFileIndex();

  @Override
  protected Tenant tenant() {
    return Tenants.of("acme");
  }

  @Override
  protected FileIndex index() {
    return index;
  }
}
