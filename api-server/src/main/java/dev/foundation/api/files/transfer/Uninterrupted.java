// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.transfer;

/**
 * Runs what must be done even when the client has gone away, which interrupts the request's thread
 * and would make every blocking call in it fail.
 */
public final class Uninterrupted {

  private Uninterrupted() {}

  /**
   * Runs the work on a thread of its own and waits for its end.
   *
   * @param work must not throw
   */
  public static void run(Runnable work) {
    Thread thread = Thread.ofVirtual().name("uninterrupted").start(work);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
