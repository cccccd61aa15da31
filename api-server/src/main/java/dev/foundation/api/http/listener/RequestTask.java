// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http.listener;

import org.jspecify.annotations.Nullable;

/**
 * A request's work on a thread of its own, which is interrupted when the client goes away unless
 * what it does by then has to come to its end.
 */
public final class RequestTask implements Runnable {

  private final Work work;
  private @Nullable Thread thread;
  private boolean gone;
  private boolean undivided;

  /** What is done; it keeps its failures to itself. */
  @FunctionalInterface
  public interface Work {
    /** Does it. */
    void run(RequestTask task);
  }

  /** Work that has not begun. */
  public RequestTask(Work work) {
    this.work = work;
  }

  /** Works, unless the client has gone away already. */
  @Override
  public void run() {
    if (begin()) {
      try {
        work.run(this);
      } finally {
        end();
      }
    }
  }

  private synchronized boolean begin() {
    thread = Thread.currentThread();
    return !gone;
  }

  private synchronized void end() {
    thread = null;
  }

  /** The client has gone away. */
  public synchronized void hangUp() {
    gone = true;
    if (thread != null && !undivided) {
      thread.interrupt();
    }
  }

  /**
   * From now on nothing interrupts the work: AWS would do what it is asked, and nobody know.
   *
   * @throws InterruptedException if the client has gone away already
   */
  public synchronized void undivided() throws InterruptedException {
    if (gone) {
      throw new InterruptedException("the client went away");
    }
    undivided = true;
  }
}
