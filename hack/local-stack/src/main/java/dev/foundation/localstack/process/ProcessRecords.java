// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.process;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/**
 * The file that tells other runs which processes a supervisor started.
 *
 * @param file JSON, an array of {@link ProcessStatus} in the order of their start
 */
public record ProcessRecords(Path file) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /** Replaces the records at once: a reader sees the old ones or the new ones. */
  public synchronized void write(List<ProcessStatus> processes) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      JSON.writeValue(part.toFile(), processes);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the last run recorded; empty when there was none. */
  public List<ProcessStatus> read() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      return JSON.readValue(file.toFile(), new TypeReference<List<ProcessStatus>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("unreadable process records, remove them: " + file, e);
    }
  }

  /**
   * Ends what an earlier run left behind, last started first. A pid that meanwhile belongs to
   * another process is left alone.
   *
   * @return those that were still alive
   */
  public List<ProcessStatus> endLeftovers(Duration grace) {
    List<ProcessStatus> alive =
        read().reversed().stream().filter(process -> process.identity().isAlive()).toList();
    for (ProcessStatus process : alive) {
      process.identity().find().ifPresent(handle -> Termination.end(handle, grace));
    }
    return alive;
  }
}
