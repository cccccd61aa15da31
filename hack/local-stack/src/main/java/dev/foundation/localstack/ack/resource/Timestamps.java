// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.resource;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Instants as custom resources carry them. */
public final class Timestamps {
  private Timestamps() {}

  /** RFC 3339 to the second, or null. */
  public static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
