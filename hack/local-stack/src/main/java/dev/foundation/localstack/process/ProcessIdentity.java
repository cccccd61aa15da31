// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.process;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that a later run can recognise: a pid alone may meanwhile belong to somebody else.
 *
 * @param pid the process id
 * @param started when the operating system says that the process started
 */
public record ProcessIdentity(long pid, Instant started) {

  /** The kernel's boot time, which start times are computed from, may be corrected by a second. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private static final Path PROC = Path.of("/proc");

  /** The identity of a process that is alive now. */
  public static ProcessIdentity of(ProcessHandle process) {
    return new ProcessIdentity(
        process.pid(), process.info().startInstant().orElseGet(Instant::now));
  }

  /** The process itself, unless it ended or its pid was given to another one. */
  public Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid).filter(this::isSame).filter(ProcessIdentity::runs);
  }

  @JsonIgnore
  public boolean isAlive() {
    return find().isPresent();
  }

  private boolean isSame(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .map(start -> Duration.between(start, started).abs().compareTo(TOLERANCE) <= 0)
        .orElse(false);
  }

  /** A zombie still has a pid; where nobody collects orphans it would count as alive for ever. */
  static boolean runs(ProcessHandle process) {
    Path stat = PROC.resolve(Long.toString(process.pid())).resolve("stat");
    try {
      String line = Files.readString(stat);
      return line.charAt(line.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException e) {
      return process.isAlive();
    }
  }
}
