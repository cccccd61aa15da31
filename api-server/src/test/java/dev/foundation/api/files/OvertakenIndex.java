// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files;

import dev.foundation.api.files.index.FileChange;
import dev.foundation.api.files.index.InMemoryFileIndex;
import dev.foundation.api.tenant.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;

/** An index where something else happens right before a change. */
final class OvertakenIndex extends InMemoryFileIndex {
  private FileDesk.Meanwhile meanwhile = () -> {};
  private int times;

  void by(int most, FileDesk.Meanwhile next) {
    times = most;
    meanwhile = next;
  }

  @Override
  public synchronized FileChange.Outcome change(Tenant tenant, FileChange change) {
    int left = times;
    if (left > 0) {
      times = 0;
      happen();
      times = left - 1;
    }
    return super.change(tenant, change);
  }

  private void happen() {
    try {
      meanwhile.happen();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
