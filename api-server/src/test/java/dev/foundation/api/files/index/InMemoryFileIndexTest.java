// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.index;

class InMemoryFileIndexTest extends FileIndexContract {

  private final FileIndex index = new InMemoryFileIndex();

  @Override
  protected FileIndex index() {
    return index;
  }
}
