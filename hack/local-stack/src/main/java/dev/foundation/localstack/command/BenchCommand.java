// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.command;

import dev.foundation.localstack.access.StackAccess;
import dev.foundation.localstack.bench.ApiBench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Measures the running stack and prints ratios. */
@Command(name = "bench", description = "Compare the API with the plain AWS calls underneath.")
final class BenchCommand implements Runnable {

  @ParentCommand private StackCommand stack = new StackCommand();

  @Override
  public void run() {
    try (StackAccess access = stack.access()) {
      new ApiBench(access).run(System.out::println);
    }
    stack.directory().processes().read().stream()
        .filter(process -> "api-server".equals(process.name()))
        .forEach(process -> printMemory(process.identity().pid()));
  }

  private static void printMemory(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      lines
          .filter(line -> line.startsWith("VmHWM") || line.startsWith("VmRSS"))
          .forEach(line -> System.out.println("api-server " + line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
