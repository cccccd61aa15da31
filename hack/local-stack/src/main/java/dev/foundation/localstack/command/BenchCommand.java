// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.command;

import dev.foundation.localstack.access.StackAccess;
import dev.foundation.localstack.bench.OperatorBench;
import dev.foundation.localstack.bench.ReadyBench;
import dev.foundation.localstack.process.ProcessStatus;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Measures the running stack. */
@Command(name = "bench", description = "Measure the operator or the time to Ready.")
final class BenchCommand implements Runnable {

  /** What can be measured. */
  enum Subject {
    operator,
    ready
  }

  @ParentCommand private StackCommand stack = new StackCommand();

  @Parameters(
      description = {
        "operator: what looking after workspaces costs when nothing changes.",
        "ready: how long new workspaces take until they are Ready, and on what they wait."
      })
  private Subject subject = Subject.ready;

  @Option(
      names = "--sizes",
      split = ",",
      description = "Numbers of workspaces, ascending; default 20,100 or 1,30,100.")
  private List<Integer> sizes = List.of();

  @Override
  public void run() {
    try (StackAccess access = stack.access()) {
      switch (subject) {
        case operator ->
            new OperatorBench(access, pid("operator"))
                .run(sizes.isEmpty() ? List.of(20, 100) : sizes, System.out::println);
        case ready ->
            new ReadyBench(access)
                .run(sizes.isEmpty() ? List.of(1, 30, 100) : sizes, System.out::println);
      }
    }
  }

  private long pid(String name) {
    return stack.directory().processes().read().stream()
        .filter(process -> name.equals(process.name()))
        .map(ProcessStatus::identity)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(name + " does not run"))
        .pid();
  }
}
