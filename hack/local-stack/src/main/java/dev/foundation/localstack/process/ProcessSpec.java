// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * One process to keep running.
 *
 * @param name what people call it; unique within a supervisor
 * @param command the program and its arguments
 * @param environment variables set on top of the inherited ones
 * @param unset inherited variables that the process must not see
 * @param log the file its output is appended to
 * @param ready answers whether the process does its work; asked often, so it must be cheap
 * @param within how long the first start may take
 * @param restarted whether it is started again when it dies; what it held in memory is lost then
 */
public record ProcessSpec(
    String name,
    List<String> command,
    Map<String, String> environment,
    List<String> unset,
    Path log,
    BooleanSupplier ready,
    Duration within,
    boolean restarted) {

  private static final Duration USUAL = Duration.ofMinutes(3);

  public ProcessSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    unset = List.copyOf(unset);
  }

  /** A process that inherits the whole environment and is ready within a minute. */
  public static ProcessSpec of(String name, List<String> command, Path log, BooleanSupplier ready) {
    return new ProcessSpec(name, command, Map.of(), List.of(), log, ready, USUAL, true);
  }

  public ProcessSpec withEnvironment(Map<String, String> variables) {
    return new ProcessSpec(name, command, variables, unset, log, ready, within, restarted);
  }

  public ProcessSpec without(List<String> variables) {
    return new ProcessSpec(name, command, environment, variables, log, ready, within, restarted);
  }

  public ProcessSpec readyWithin(Duration time) {
    return new ProcessSpec(name, command, environment, unset, log, ready, time, restarted);
  }

  /** A process that is of no use without what it held in memory: its death is the end. */
  public ProcessSpec neverRestarted() {
    return new ProcessSpec(name, command, environment, unset, log, ready, within, false);
  }
}
