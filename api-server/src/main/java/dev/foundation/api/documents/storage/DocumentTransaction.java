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

  /** The most items that one transaction of DynamoDB writes. */
  public static final int MOST_ITEMS = 100;

  /** Below the 4 MB that one transaction of DynamoDB carries, keys and all. */
  public static final int MOST_SEALED_BYTES = 3 * 1024 * 1024;

  public DocumentTransaction {
    changes = List.copyOf(changes);
  }

  /** How many items it writes or deletes. */
  public int items() {
    int documents = changes.stream().mapToInt(DocumentChange::items).sum();
    return documents + (replay == null ? 0 : 1);
  }

  /** How many sealed bytes it writes. */
  public long sealedBytes() {
    long documents = changes.stream().mapToLong(DocumentChange::sealedBytes).sum();
    return documents + (replay == null ? 0 : replay.sealed().size());
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
