// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.storage;

import dev.foundation.api.idempotency.StoredReplay;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Changes of different documents: all of them happen or nothing.
 *
 * @param replay must be new or expired, and is kept with the changes; null if none
 */
public record DocumentTransaction(List<DocumentChange> changes, @Nullable StoredReplay replay) {

  public DocumentTransaction {
    changes = List.copyOf(changes);
  }

  /** The record of the request's idempotency key, if it has one. */
  public Optional<StoredReplay> replayed() {
    return Optional.ofNullable(replay);
  }

  /** How a transaction ended. */
  public enum Outcome {
    /** All of it happened. */
    DONE,
    /** Nothing happened: another record is current. */
    LOST_RACE,
    /** Nothing happened: the idempotency key is in use. */
    REPLAY_EXISTS,
    /** Nothing happened: somebody changes the same records right now. */
    CONTENDED
  }
}
