// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.files;

import dev.foundation.api.files.content.Tenants;
import dev.foundation.api.files.index.FileIndex;
import dev.foundation.api.files.index.FileIndexContract;
import dev.foundation.api.store.s3.EmulatedStores;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class DynamoFileIndexIT extends FileIndexContract {

  private static EmulatedStores stores;

  @BeforeAll
  static void start() {
    stores = new EmulatedStores(Tenants.of("acme"));
  }

  @AfterAll
  static void stop() {
    stores.close();
  }

  @Override
  protected FileIndex index() {
    return new DynamoFileIndex(stores);
  }
}
