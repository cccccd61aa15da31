// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A running JVM as the kernel and the JVM's own tools see it. */
public record JavaProcess(long pid) {

  /** Linux counts processor time in hundredths of a second everywhere. */
  private static final int TICKS_A_SECOND = 100;

  /** Processor time used so far, by all its threads. */
  public Duration cpu() {
    String stat = new String(read("stat"), StandardCharsets.UTF_8);
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    return Duration.ofMillis(ticks * 1000 / TICKS_A_SECOND);
  }

  /** Bytes of living objects: the histogram is taken after a full collection. */
  public long heap() {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      Process histogram =
          new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      try (var lines = histogram.inputReader()) {
        return lines
            .lines()
            .filter(line -> line.startsWith("Total"))
            .map(line -> line.trim().split("\\s+", -1)[2])
            .mapToLong(Long::parseLong)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("jcmd told no total"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] read(String file) {
    try {
      return Files.readAllBytes(Path.of("/proc", Long.toString(pid), file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
