// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.controller;

import dev.foundation.localstack.ack.resource.AckConditions;
import dev.foundation.localstack.ack.resource.AckResource;
import dev.foundation.localstack.ack.resource.AwsAdapter;
import dev.foundation.localstack.ack.resource.RequeueException;
import dev.foundation.localstack.ack.resource.TerminalException;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Calls the adapter; what goes wrong becomes the resource's Terminal or Recoverable condition. */
final class AdapterCalls {
  private final AwsAdapter adapter;
  private final Clock clock;

  AdapterCalls(AwsAdapter adapter, Clock clock) {
    this.adapter = adapter;
    this.clock = clock;
  }

  /**
   * Runs one call.
   *
   * @param resource what carries the condition, unless the failure brings a later state along
   */
  <T> T run(AckResource resource, Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      AckResource latest =
          e instanceof RequeueException later ? later.latest().orElse(resource) : resource;
      AckConditions conditions = new AckConditions(latest, clock);
      if (isTerminal(e)) {
        conditions.set(AckConditions.TERMINAL, "True", e.getMessage(), null);
        throw e instanceof TerminalException ? e : new TerminalException(String.valueOf(e));
      }
      conditions.set(AckConditions.RECOVERABLE, "True", e.getMessage(), null);
      throw e;
    }
  }

  private boolean isTerminal(RuntimeException e) {
    return e instanceof TerminalException || adapter.terminalCodes().contains(code(e));
  }

  private static String code(RuntimeException e) {
    return e instanceof AwsServiceException aws && details(aws) != null
        ? aws.awsErrorDetails().errorCode()
        : "";
  }

  private static @Nullable Object details(AwsServiceException e) {
    return e.awsErrorDetails();
  }
}
