// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.command;

import dev.foundation.localstack.process.ProcessStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
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
    try {
      if ("stack".equals(name)) {
        Files.copy(stack.directory().progress(), System.out);
        return;
      }
      List<ProcessStatus> processes = stack.directory().processes().read();
      ProcessStatus process =
          processes.stream()
              .filter(candidate -> candidate.name().equals(name))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException(unknown(processes)));
      Files.copy(process.log(), System.out);
    } catch (IOException e) {
      throw new IllegalStateException("no log: " + e.getMessage(), e);
    }
  }

  private String unknown(List<ProcessStatus> processes) {
    String names = processes.stream().map(ProcessStatus::name).collect(Collectors.joining(", "));
    return "no process named " + name + "; there are: stack, " + names;
  }
}
