// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.members;

class InMemoryMembershipStoreTest extends MembershipStoreContract {

  private final InMemoryMembershipStore store = new InMemoryMembershipStore();

  @Override
  protected MembershipStore store() {
    return store;
  }
}
