// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.command;

import dev.foundation.localstack.access.StackAccess;
import dev.foundation.localstack.state.StackDirectory;
import dev.foundation.localstack.state.StackState;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root of the commands and what they share. */
@Command(
    name = "local-stack",
    description = "Foundation Workspaces on one machine.",
    subcommands = {
      UpCommand.class,
      KeepCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      EnvCommand.class,
      TokenCommand.class,
      DemoCommand.class,
      BenchCommand.class
    },
    mixinStandardHelpOptions = true)
public final class StackCommand {

  /** How long a process may take to end when it is asked to. */
  static final Duration GRACE = Duration.ofSeconds(10);

  @Option(
      names = "--directory",
      scope = ScopeType.INHERIT,
      description = "Where the stack keeps its files.",
      defaultValue = "${env:FOUNDATION_STACK_DIR:-.stack}")
  private Path directory = Path.of(".stack");

  StackDirectory directory() {
    return new StackDirectory(directory);
  }

  /**
   * The state of a stack that is up.
   *
   * @throws IllegalStateException when there is none
   */
  StackState ready() {
    return directory()
        .running()
        .filter(state -> state.phase() == StackState.Phase.READY)
        .orElseThrow(() -> new IllegalStateException("the stack is not up: start it with hack/up"));
  }

  /**
   * Everybody's way into a stack that is up.
   *
   * @throws IllegalStateException when there is none
   */
  StackAccess access() {
    return new StackAccess(ready().environment(), directory().trustStore());
  }
}
