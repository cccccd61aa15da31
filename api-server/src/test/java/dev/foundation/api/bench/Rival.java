// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.bench;

import dev.foundation.localstack.bench.JavaProcess;
import dev.foundation.localstack.stack.JavaCommand;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A main class in a JVM like the server's, told line by line what to do. */
final class Rival implements AutoCloseable {

  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter tasks;

  Rival(Class<?> main, String... arguments) throws IOException {
    List<String> line =
        new JavaCommand("rival", Rivals.OPTIONS)
            .main(System.getProperty("java.class.path"), main.getName());
    line.addAll(List.of(arguments));
    process = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    tasks = process.outputWriter(StandardCharsets.UTF_8);
  }

  void tell(String line) throws IOException {
    tasks.write(line);
    tasks.newLine();
    tasks.flush();
  }

  /**
   * Waits for the next line that it prints.
   *
   * @throws IllegalStateException if it has ended
   */
  String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IllegalStateException("a process of the measurement broke off");
    }
    return line;
  }

  /** What is measured of it. */
  JavaProcess measured() {
    return new JavaProcess(process.pid());
  }

  @Override
  public void close() {
    process.destroy();
  }
}
