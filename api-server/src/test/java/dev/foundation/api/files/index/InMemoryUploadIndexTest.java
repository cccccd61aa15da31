// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.index;

import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.Tenants;

class InMemoryUploadIndexTest extends UploadIndexContract {

  private final InMemoryFileIndex index = new InMemoryFileIndex();

  @Override
  protected Tenant tenant() {
    return Tenants.admin("acme");
  }

  @Override
  protected FileIndex files() {
    return index;
  }

  @Override
  protected UploadIndex index() {
    return index;
  }
}
