// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.logging;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Brings everything that libraries and the JVM itself would print as plain text into the one log.
 * {@code System.Logger} needs nothing here: its provider is on the class path.
 */
public final class LibraryLogs {

  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(LibraryLogs.class);

  private LibraryLogs() {}

  /** From now on: {@code java.util.logging}, and failures that end a thread. */
  public static void capture() {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    // What is not logged anyway is not worth bridging.
    Logger.getLogger("").setLevel(Level.WARNING);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> LOG.error("a thread ended: {}", Failures.trace(failure)));
  }
}
