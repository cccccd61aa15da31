// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.command;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line; without a command the operator itself runs. */
@Command(
    name = "operator",
    description =
        "Foundation Workspaces operator; without a command it reconciles until it is told to stop.",
    mixinStandardHelpOptions = true,
    subcommands = {PlanCommand.class, OrphansCommand.class})
public final class OperatorCommand implements Runnable {

  private static final int USAGE = 64;

  private final Runnable operator;

  private OperatorCommand(Runnable operator) {
    this.operator = operator;
  }

  /**
   * Runs what the arguments ask for.
   *
   * @param operator run where they ask for nothing; it returns once everything is started
   * @return the exit code, or 0 while the operator runs
   */
  public static int execute(Runnable operator, PrintWriter out, PrintWriter err, String... args) {
    int exit =
        new CommandLine(new OperatorCommand(operator))
            .setOut(out)
            .setErr(err)
            .setExitCodeExceptionMapper(failure -> 1)
            .setParameterExceptionHandler((problem, arguments) -> {
              err.println(problem.getMessage());
              problem.getCommandLine().usage(err);
              return USAGE;
            })
            .execute(args);
    // A writer that flushes by itself does so at the end of a line that it was told is one.
    out.flush();
    err.flush();
    return exit;
  }

  @Override
  public void run() {
    operator.run();
  }
}
