// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.command;

import dev.foundation.localstack.access.StackAccess;
import dev.foundation.localstack.bench.ReadyBench;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Measures the running stack. */
@Command(
    name = "bench",
    description =
        "Measure how long new workspaces take until they are Ready, and on what they wait.")
final class BenchCommand implements Runnable {

  @ParentCommand private StackCommand stack = new StackCommand();

  @Option(
      names = "--sizes",
      split = ",",
      defaultValue = "1,30,100",
      description = "Numbers of workspaces made at once, ascending; default ${DEFAULT-VALUE}.")
  private List<Integer> sizes = List.of();

  @Override
  public void run() {
    try (StackAccess access = stack.access()) {
      new ReadyBench(access).run(sizes, System.out::println);
    }
  }
}
