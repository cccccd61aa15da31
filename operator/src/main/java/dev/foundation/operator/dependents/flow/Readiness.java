// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents.flow;

import dev.foundation.crds.contract.Reason;
import dev.foundation.operator.aws.AwsFailure;
import dev.foundation.operator.dependents.ack.AckState;
import java.util.Objects;

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

  /** Not ready, because a call to AWS, or else to Kubernetes, failed. */
  public static Readiness failed(Exception failure) {
    Reason reason = failure instanceof AwsFailure ? Reason.AWS_ERROR : Reason.KUBERNETES_ERROR;
    return not(reason, Objects.toString(failure.getMessage(), failure.toString()));
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
