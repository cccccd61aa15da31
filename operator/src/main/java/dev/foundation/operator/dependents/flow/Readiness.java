// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents.flow;

import dev.foundation.crds.contract.Reason;
import dev.foundation.operator.dependents.ack.AckState;

/**
 * What one step reports of its resource.
 *
 * @param ready whether everything asked for is there
 * @param message a sentence for people; empty when ready
 */
public record Readiness(boolean ready, Reason reason, String message) {

  public static final Readiness READY = new Readiness(true, Reason.AVAILABLE, "");

  /** Not ready, because. */
  public static Readiness not(Reason reason, String message) {
    return new Readiness(false, reason, message);
  }

  /** What ACK's state means for a step. */
  static Readiness of(AckState state) {
    return switch (state.phase()) {
      case SYNCED -> READY;
      case TERMINAL -> not(Reason.ACK_TERMINAL, state.message());
      case RECOVERABLE -> not(Reason.ACK_RECOVERABLE, state.message());
      case STALE -> not(Reason.ACK_NOT_SYNCED, "ACK has not yet looked at the last change");
      case WORKING -> not(Reason.PROVISIONING, "ACK is working on it");
    };
  }
}
