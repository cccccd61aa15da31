// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Expected output kept in files; {@code -Dgolden.update} rewrites them, except under CI. */
public final class Golden {

  private Golden() {}

  /** Whether the files are being rewritten. */
  public static boolean isUpdating() {
    boolean updating = System.getProperty("golden.update") != null;
    if (updating && System.getenv("CI") != null) {
      throw new IllegalStateException("golden files are not rewritten where CI is set");
    }
    return updating;
  }

  /** Compares with the file, or writes it when updating; true when equal afterwards. */
  public static boolean check(Path file, String actual) {
    try {
      if (isUpdating()) {
        Files.createDirectories(file.toAbsolutePath().normalize().getParent());
        Files.writeString(file, actual);
      }
      assertThat(file).as("run with -Dgolden.update to write it").exists();
      assertThat(actual).as(file.toString()).isEqualTo(Files.readString(file));
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
