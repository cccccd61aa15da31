// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack;

import dev.foundation.localstack.ack.AckCommand;
import dev.foundation.localstack.command.StackCommand;
import picocli.CommandLine;

/** The program behind the scripts in {@code hack}. */
public final class LocalStackMain {

  private LocalStackMain() {}

  public static void main(String[] args) {
    System.exit(
        new CommandLine(new StackCommand())
            .addSubcommand(new AckCommand())
            .setExecutionExceptionHandler((failure, line, result) -> {
              line.getErr()
                  .println(line.getColorScheme().errorText("error: " + failure.getMessage()));
              return line.getCommandSpec().exitCodeOnExecutionException();
            })
            .execute(args));
  }
}
