// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.command;

import dev.foundation.localstack.process.ProcessStatus;
import dev.foundation.localstack.process.ProcessStatus.State;
import dev.foundation.localstack.state.StackState;
import dev.foundation.localstack.state.StackState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Prints every process with its restarts; fails unless all of them are ready. */
@Command(name = "status", description = "Show the processes; exits 0 when all are ready.")
final class StatusCommand implements Callable<Integer> {

  private static final String ROW = "%-26s %-12s %8s %9s %8s%n";

  @ParentCommand private StackCommand stack = new StackCommand();

  @Override
  public Integer call() {
    Optional<StackState> last = stack.directory().state();
    if (last.isEmpty()) {
      System.out.println("down: there has been no run");
      return 1;
    }
    boolean alive = last.get().keeper().isAlive();
    String phase = alive ? last.get().phase().name().toLowerCase(java.util.Locale.ROOT) : "down";
    System.out.println("stack: " + phase + reason(last.get()));
    List<ProcessStatus> processes = stack.directory().processes().read();
    if (alive) {
      System.out.printf(ROW, "NAME", "STATE", "PID", "RESTARTS", "SINCE");
      processes.forEach(StatusCommand::print);
    }
    boolean ready = alive && last.get().phase() == Phase.READY && allReady(processes);
    return ready ? 0 : 1;
  }

  static boolean allReady(List<ProcessStatus> processes) {
    return processes.stream().allMatch(p -> p.state() == State.READY && p.identity().isAlive());
  }

  private static String reason(StackState state) {
    return state.reason().isEmpty() ? "" : " (" + state.reason() + ")";
  }

  private static void print(ProcessStatus process) {
    long seconds = Duration.between(process.since(), Instant.now()).toSeconds();
    System.out.printf(
        ROW,
        process.name(),
        process.state(),
        process.identity().pid(),
        process.restarts(),
        seconds + "s");
  }
}
