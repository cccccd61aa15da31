// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.process;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Ends a process and what it started: asks first, then insists. */
public final class Termination {

  private static final Duration AFTER_KILL = Duration.ofSeconds(5);

  private Termination() {}

  /**
   * Sends SIGTERM, and SIGKILL to whatever still runs after the grace. Returns when all are gone.
   *
   * @param root the process; its descendants at the time of the call end with it
   */
  public static void end(ProcessHandle root, Duration grace) {
    List<ProcessHandle> family = Stream.concat(Stream.of(root), root.descendants()).toList();
    family.forEach(ProcessHandle::destroy);
    if (!Poll.until(() -> gone(family), grace)) {
      family.forEach(ProcessHandle::destroyForcibly);
      Poll.until(() -> gone(family), AFTER_KILL);
    }
  }

  private static boolean gone(List<ProcessHandle> family) {
    return family.stream().noneMatch(process -> process.isAlive() && ProcessIdentity.runs(process));
  }
}
