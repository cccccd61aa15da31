// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.controller;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a resource is to be looked at again.
 *
 * @param after the delay, or null
 * @param backoff under the queue's rate limit instead of after a fixed delay
 */
record Requeue(@Nullable Duration after, boolean backoff) {
  static final Requeue NEVER = new Requeue(null, false);
  static final Requeue BACKOFF = new Requeue(null, true);

  static Requeue after(Duration delay) {
    return delay.isZero() ? BACKOFF : new Requeue(delay, false);
  }
}
