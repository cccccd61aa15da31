// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.resource;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pass ends here and is taken up again after a delay; what it has learned so far is kept. */
public final class RequeueException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Duration after;
  private final transient @Nullable AckResource latest;

  /**
   * @param after zero for at once, under the queue's rate limit
   * @param latest what the pass has made of the resource, if anything
   */
  public RequeueException(String message, Duration after, @Nullable AckResource latest) {
    super(message);
    this.after = after;
    this.latest = latest;
  }

  public Duration after() {
    return after;
  }

  public Optional<AckResource> latest() {
    return Optional.ofNullable(latest);
  }
}
