// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.state;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.foundation.localstack.process.ProcessRecords;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The directory in which a run keeps everything; nothing in it outlives the next start but the
 * programs and the lock.
 *
 * @param path owned by the stack alone
 */
public record StackDirectory(Path path) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  public StackDirectory {
    path = path.toAbsolutePath().normalize();
  }

  /** Where the keeper writes its progress, and later its own log. */
  public Path progress() {
    return path.resolve("up.log");
  }

  /** What the processes of the last run wrote, by their names. */
  public Map<String, Path> logs() {
    Map<String, Path> logs = new TreeMap<>();
    for (Path folder : List.of(path.resolve("logs"), path.resolve("kube").resolve("logs"))) {
      for (File file : Objects.requireNonNullElse(folder.toFile().listFiles(), new File[0])) {
        logs.put(file.getName().replaceFirst("\\.log$", ""), file.toPath());
      }
    }
    return logs;
  }

  /** The file of the {@link StartLock}; it stays. */
  Path lock() {
    return path.resolve("up.lock");
  }

  /** Where the jars lie that the run executes. */
  public Path programs() {
    return path.resolve("programs");
  }

  /** Where the output of one process goes. */
  public Path log(String process) {
    return path.resolve("logs").resolve(process + ".log");
  }

  /** Where the stack's certificate authority keeps its certificates. */
  public Path pki() {
    return path.resolve("pki");
  }

  /** Trusts the stack's authority alone; needs no password. */
  public Path trustStore() {
    return pki().resolve("truststore.p12");
  }

  /** What the last run said of itself; empty when there was none. */
  public Optional<StackState> state() {
    if (!Files.exists(stateFile())) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(stateFile().toFile(), StackState.class));
    } catch (IOException e) {
      throw new UncheckedIOException("unreadable, remove it: " + stateFile(), e);
    }
  }

  /** The state of a run whose keeper is alive. */
  public Optional<StackState> running() {
    return state().filter(state -> state.keeper().isAlive());
  }

  /** Replaces the state at once. */
  public void write(StackState state) {
    Path part = path.resolve("stack.json.part");
    try {
      JSON.writeValue(part.toFile(), state);
      Files.move(
          part, stateFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The pids of what the run started. */
  public ProcessRecords processes() {
    return new ProcessRecords(path.resolve("processes.json"));
  }

  /**
   * Ends what a run without a keeper left behind and removes its files.
   *
   * @return how many processes were still alive
   */
  public int clear(Duration grace) {
    int ended = processes().endLeftovers(grace).size();
    try {
      if (Files.exists(path)) {
        try (Stream<Path> files = Files.walk(path)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            if (!stays(file)) {
              Files.deleteIfExists(file);
            }
          }
        }
      }
      Files.createDirectories(path);
      // The state holds the administrator's keys.
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ended;
  }

  private boolean stays(Path file) {
    return file.equals(path) || file.equals(lock()) || file.startsWith(programs());
  }

  private Path stateFile() {
    return path.resolve("stack.json");
  }
}
