// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.workspace;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The passes under way. A stop keeps new ones from beginning and waits for the others: cut off, a
 * pass would report an error that is none.
 */
final class Passes {

  private static final int MOST = 10_000;

  private final Semaphore permits = new Semaphore(MOST);
  private volatile boolean closing;

  /** Runs the pass, or gives the other value where a stop has begun. */
  <T> T run(Supplier<T> pass, Supplier<T> otherwise) {
    if (closing || !permits.tryAcquire()) {
      return otherwise.get();
    }
    try {
      return pass.get();
    } finally {
      permits.release();
    }
  }

  /** Whether a stop has begun. */
  boolean isClosing() {
    return closing;
  }

  /** Lets no pass begin any more; false if some were still under way after so long. */
  boolean close(Duration within) {
    closing = true;
    try {
      return permits.tryAcquire(MOST, within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
