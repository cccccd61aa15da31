// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.command;

import dev.foundation.localstack.access.StackAccess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Logs a user in and prints the access token. */
@Command(name = "token", description = "Print a user's Cognito access token.")
final class TokenCommand implements Runnable {

  @ParentCommand private StackCommand stack = new StackCommand();

  @Parameters(paramLabel = "USER", description = "The e-mail address of an invited user.")
  private String user = "";

  @Override
  public void run() {
    try (StackAccess access = stack.access()) {
      System.out.println(access.tokenOf(user));
    }
  }
}
