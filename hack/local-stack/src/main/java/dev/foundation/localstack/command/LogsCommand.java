// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Prints the log of one process. */
@Command(name = "logs", description = "Print the log of one process.")
final class LogsCommand implements Runnable {

  @ParentCommand private StackCommand stack = new StackCommand();

  @Parameters(
      paramLabel = "NAME",
      description = "As hack/status names it; 'stack' for the keeper's.")
  private String name = "";

  @Override
  public void run() {
    Map<String, Path> logs = new TreeMap<>(stack.directory().logs());
    logs.put("stack", stack.directory().progress());
    Path log = logs.get(name);
    if (log == null) {
      throw new IllegalArgumentException(
          "no process named " + name + "; there are: " + String.join(", ", logs.keySet()));
    }
    try {
      Files.copy(log, System.out);
    } catch (IOException e) {
      throw new IllegalStateException("no log: " + e.getMessage(), e);
    }
  }
}
