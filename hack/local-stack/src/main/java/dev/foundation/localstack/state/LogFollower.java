// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.state;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prints what is appended to a file. */
public final class LogFollower {

  private final Path file;
  private long printed;

  public LogFollower(Path file) {
    this.file = file;
  }

  /** Prints what is new; always true, so that it can stand in a condition. */
  public boolean printNew() {
    if (!Files.exists(file)) {
      return true;
    }
    try (RandomAccessFile input = new RandomAccessFile(file.toFile(), "r")) {
      input.seek(printed);
      byte[] fresh = new byte[(int) (input.length() - printed)];
      input.readFully(fresh);
      printed += fresh.length;
      System.out.write(fresh, 0, fresh.length);
      System.out.flush();
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
