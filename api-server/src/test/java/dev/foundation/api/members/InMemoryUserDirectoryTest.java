// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.members;

import dev.foundation.crds.contract.GroupName;

class InMemoryUserDirectoryTest extends UserDirectoryContract {

  private final InMemoryUserDirectory directory = new InMemoryUserDirectory();

  @Override
  protected UserDirectory directory() {
    return directory;
  }

  @Override
  protected void create(GroupName group) {
    directory.create(group);
  }
}
