// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The Python environment that the emulator runs in: built once for each set of pinned requirements
 * and Python version, shared by every run after that.
 *
 * <p>It lies below {@code $FOUNDATION_CACHE}, or else {@code
 * ${XDG_CACHE_HOME:-$HOME/.cache}/foundation-workspaces}. It is built aside and moved into place,
 * so that a build cut short is never taken for a whole one; builders of several processes wait for
 * each other.
 */
final class EmulatorVenv {

  private static final String REQUIREMENTS = "/python/foundation_emulator/requirements.txt";

  private EmulatorVenv() {}

  /** The environment's Python, built now if it is not there; each step is told as one line. */
  static synchronized Path python(Consumer<String> progress) {
    try {
      byte[] requirements = requirements();
      Path venv = cache().resolve("venv").resolve(key(requirements));
      if (!Files.isDirectory(venv)) {
        Files.createDirectories(venv.getParent());
        try (FileChannel channel = lockFile(venv);
            FileLock held = channel.lock()) {
          if (held.isValid() && !Files.isDirectory(venv)) {
            build(venv, requirements, progress);
          }
        }
      }
      return venv.resolve("bin").resolve("python");
    } catch (IOException e) {
      throw new UncheckedIOException("The emulator's Python environment could not be made", e);
    }
  }

  private static void build(Path venv, byte[] requirements, Consumer<String> progress)
      throws IOException {
    Instant begin = Instant.now();
    Path work = Files.createTempDirectory(venv.getParent(), "building-");
    Path pinned = Files.write(work.resolve("requirements.txt"), requirements);
    Path building = work.resolve("venv");
    progress.accept("emulator: making its Python environment " + venv);
    run("python3", "-m", "venv", building.toString());
    progress.accept("emulator: installing its pinned packages");
    String python = building.resolve("bin").resolve("python").toString();
    run(
        python,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
        "--only-binary",
        ":all:",
        "-r",
        pinned.toString());
    Files.move(building, venv, StandardCopyOption.ATOMIC_MOVE);
    Files.delete(pinned);
    Files.delete(work);
    progress.accept(
        "emulator: Python environment ready after "
            + Duration.between(begin, Instant.now()).toSeconds()
            + " s");
  }

  private static FileChannel lockFile(Path venv) throws IOException {
    return FileChannel.open(
        venv.resolveSibling(venv.getFileName() + ".lock"),
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE);
  }

  private static byte[] requirements() throws IOException {
    try (InputStream in = EmulatorVenv.class.getResourceAsStream(REQUIREMENTS)) {
      if (in == null) {
        throw new IOException(REQUIREMENTS + " is not on the class path");
      }
      return in.readAllBytes();
    }
  }

  private static String key(byte[] requirements) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(requirements);
      digest.update(run("python3", "-c", "import sys; print(sys.version, sys.base_prefix)"));
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path cache() {
    return variable("FOUNDATION_CACHE")
        .or(() -> variable("XDG_CACHE_HOME").map(dir -> dir.resolve("foundation-workspaces")))
        .orElseGet(
            () -> Path.of(System.getProperty("user.home"), ".cache", "foundation-workspaces"));
  }

  private static Optional<Path> variable(String name) {
    return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank()).map(Path::of);
  }

  private static byte[] run(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .start();
    byte[] output = process.getInputStream().readAllBytes();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(List.of(command) + " failed:\n" + new String(output, UTF_8));
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while running " + List.of(command), e);
    }
    return output;
  }
}
