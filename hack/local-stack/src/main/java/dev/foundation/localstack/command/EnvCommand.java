// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.command;

import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Prints what a shell needs in order to talk to the stack. */
@Command(name = "env", description = "Print export lines: eval \"$(hack/env)\".")
final class EnvCommand implements Runnable {

  @ParentCommand private StackCommand stack = new StackCommand();

  @Override
  public void run() {
    new TreeMap<>(stack.ready().environment())
        .forEach((name, value) -> System.out.println("export " + name + "=" + quoted(value)));
  }

  private static String quoted(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }
}
