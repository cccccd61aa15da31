// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.command;

import dev.foundation.localstack.process.Poll;
import dev.foundation.localstack.process.ProcessIdentity;
import dev.foundation.localstack.stack.JavaCommand;
import dev.foundation.localstack.stack.Programs;
import dev.foundation.localstack.state.LogFollower;
import dev.foundation.localstack.state.StackDirectory;
import dev.foundation.localstack.state.StackState;
import dev.foundation.localstack.state.StackState.Phase;
import dev.foundation.localstack.state.StartLock;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Brings the stack up: in the foreground until Ctrl-C, or detached. */
@Command(name = "up", description = "Start the stack.")
final class UpCommand implements Callable<Integer> {

  private static final Duration TO_RECOVER = Duration.ofSeconds(45);
  private static final Duration TO_START = Duration.ofMinutes(45);

  @ParentCommand private StackCommand stack = new StackCommand();

  @Option(names = "--detach", description = "Return when it is ready and leave it running.")
  private boolean detach;

  @Option(names = "--no-demo", description = "Start the stack with no workspace in it.")
  private boolean noDemo;

  @Override
  public Integer call() {
    StackDirectory directory = stack.directory();
    Thread endIfCalledOff = new Thread(() -> DownCommand.stop(directory), "end");
    StartLock lock = StartLock.acquire(directory, UpCommand::sayThatItWaits);
    try {
      if (isHealthy(directory)) {
        System.out.println("the stack is already up");
        return 0;
      }
      Runtime.getRuntime().addShutdownHook(endIfCalledOff);
      if (!bringUp(directory)) {
        return 1;
      }
    } finally {
      lock.release();
    }
    if (!noDemo) {
      DemoCommand.tell(stack);
    }
    printWhatToTry(directory.state().orElseThrow());
    if (detach) {
      Runtime.getRuntime().removeShutdownHook(endIfCalledOff);
      System.out.println("the stack is up; hack/down stops it");
      return 0;
    }
    System.out.println("the stack is up; Ctrl-C stops it");
    return awaitEnd(directory);
  }

  private static void sayThatItWaits() {
    System.out.println("another hack/up is bringing this stack up: waiting for it");
  }

  /** A process that just died is given the time to come back before the whole run is given up. */
  private static boolean isHealthy(StackDirectory directory) {
    Optional<StackState> running = directory.running();
    if (running.isEmpty() || running.get().phase() != Phase.READY) {
      return false;
    }
    return Poll.until(() -> StatusCommand.allReady(directory.processes().read()), TO_RECOVER);
  }

  private void startKeeper(StackDirectory directory) {
    if (DownCommand.stop(directory) > 0) {
      System.out.println("ended what an earlier run left behind");
    }
    directory.clear(StackCommand.GRACE);
    List<String> line =
        new JavaCommand("keeper", List.of("-Xmx256m", "-XX:+UseSerialGC"))
            .jar(
                Programs.built().copyTo(directory.programs()).jar(Programs.Program.LOCAL_STACK),
                "keep",
                "--directory=" + directory.path());
    if (!noDemo) {
      line.add("--examples");
    }
    try {
      Process keeper =
          new ProcessBuilder(line)
              .redirectInput(Redirect.from(new File("/dev/null")))
              .redirectErrorStream(true)
              .redirectOutput(directory.progress().toFile())
              .start();
      directory.write(starting(keeper));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StackState starting(Process keeper) {
    ProcessIdentity identity = ProcessIdentity.of(keeper.toHandle());
    return new StackState(identity, Phase.STARTING, "", java.util.Map.of());
  }

  /** Whether it became ready; if not, says why. */
  private boolean bringUp(StackDirectory directory) {
    Optional<StackState> running = directory.running();
    if (running.isEmpty() || running.get().phase() != Phase.STARTING) {
      startKeeper(directory);
    }
    LogFollower log = new LogFollower(directory.progress());
    Poll.until(() -> log.printNew() && isSettled(directory), TO_START);
    log.printNew();
    StackState state = directory.state().orElseThrow();
    if (state.phase() != Phase.READY) {
      String reason = state.reason().isEmpty() ? "it ended while it started" : state.reason();
      System.err.println("the stack did not come up: " + reason);
    }
    return state.phase() == Phase.READY;
  }

  private static int awaitEnd(StackDirectory directory) {
    StackState state = directory.state().orElseThrow();
    state.keeper().find().ifPresent(keeper -> keeper.onExit().join());
    String reason = directory.state().map(StackState::reason).orElse("");
    if (!reason.isEmpty()) {
      System.err.println("the stack ended: " + reason);
    }
    return reason.isEmpty() ? 0 : 1;
  }

  private static void printWhatToTry(StackState state) {
    System.out.printf(
        """

        KUBECONFIG  %s
        API         %s
        AWS         %s
        try: eval "$(hack/env)"
             kubectl get fws -A
             curl -H "Authorization: Bearer $(hack/token alice@acme.example)" $API_URL/v1/workspaces

        """,
        state.environment().get("KUBECONFIG"),
        state.environment().get("API_URL"),
        state.environment().get("AWS_ENDPOINT_URL"));
  }

  private static boolean isSettled(StackDirectory directory) {
    Optional<StackState> running = directory.running();
    return running.isEmpty() || running.get().phase() != Phase.STARTING;
  }
}
