// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.storage;

import dev.foundation.api.idempotency.StoredReplay;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The end of a document.
 *
 * @param current the record that must be current
 * @param replay must be new or expired, and is kept with the removal; null if none
 */
public record DocumentRemoval(StoredDocument current, @Nullable StoredReplay replay) {

  /** The record of the request's idempotency key, if it has one. */
  public Optional<StoredReplay> replayed() {
    return Optional.ofNullable(replay);
  }
}
