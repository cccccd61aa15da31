// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.command;

import dev.foundation.localstack.process.Termination;
import dev.foundation.localstack.state.StackDirectory;
import dev.foundation.localstack.state.StackState;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Stops everything that a run started, also when its keeper is no more. */
@Command(name = "down", description = "Stop the stack.")
final class DownCommand implements Runnable {

  /** The keeper ends its children one after the other. */
  private static final Duration FOR_ALL = Duration.ofSeconds(60);

  @ParentCommand private StackCommand stack = new StackCommand();

  @Override
  public void run() {
    int ended = stop(stack.directory());
    System.out.println(ended == 0 ? "the stack was not up" : "the stack is down");
  }

  /** Stops a run; what it logged stays readable until the next start. */
  static int stop(StackDirectory directory) {
    int keepers = 0;
    var keeper = directory.state().map(StackState::keeper).flatMap(k -> k.find());
    if (keeper.isPresent()) {
      // Only the keeper is asked: its children end in their order, and what it leaves is ended
      // below.
      keeper.get().destroy();
      if (!dev.foundation.localstack.process.Poll.until(() -> !alive(keeper.get()), FOR_ALL)) {
        Termination.end(keeper.get(), Duration.ZERO);
      }
      keepers = 1;
    }
    return keepers + directory.processes().endLeftovers(StackCommand.GRACE).size();
  }

  private static boolean alive(ProcessHandle keeper) {
    return dev.foundation.localstack.process.ProcessIdentity.of(keeper).isAlive();
  }
}
