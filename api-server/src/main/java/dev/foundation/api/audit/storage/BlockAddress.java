// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.audit.storage;

import java.time.Instant;

/**
 * Where a block belongs; it opens nowhere else.
 *
 * @param index counts from 0 within the chain
 * @param time of its first event, in whole milliseconds; never before that of the block before
 */
public record BlockAddress(ChainId chain, long index, Instant time) {

  /** All of it as one text that no other address has. */
  public String text() {
    return String.join(
        "\n",
        chain.foundationId(),
        chain.day().toString(),
        chain.name(),
        Long.toString(index),
        Long.toString(time.toEpochMilli()));
  }
}
