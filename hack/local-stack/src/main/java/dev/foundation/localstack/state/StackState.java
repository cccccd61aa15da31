// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.state;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.foundation.localstack.process.ProcessIdentity;
import java.util.Map;

/**
 * How far a run of the stack has come.
 *
 * @param keeper the process that started the others and keeps them running
 * @param reason why it failed; empty otherwise
 * @param environment the variables that {@code hack/env} prints, once it is ready
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StackState(
    ProcessIdentity keeper, Phase phase, String reason, Map<String, String> environment) {

  /** The phases of a run, in order; a run that failed has ended. */
  public enum Phase {
    STARTING,
    READY,
    FAILED
  }

  public static StackState starting() {
    return new StackState(self(), Phase.STARTING, "", Map.of());
  }

  public static StackState ready(Map<String, String> environment) {
    return new StackState(self(), Phase.READY, "", environment);
  }

  public static StackState failed(String reason) {
    return new StackState(self(), Phase.FAILED, reason, Map.of());
  }

  private static ProcessIdentity self() {
    return ProcessIdentity.of(ProcessHandle.current());
  }
}
