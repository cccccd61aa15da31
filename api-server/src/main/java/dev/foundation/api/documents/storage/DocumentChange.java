// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.storage;

import dev.foundation.api.crypto.Sealed;
import dev.foundation.api.idempotency.StoredReplay;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One step of a document to its next version: all of it happens or nothing.
 *
 * @param collection keyed hash of the collection, where it is listed unless it is deleted
 * @param after the new current record
 * @param history the same version, encrypted as history
 * @param replaces the etag that must be current; null if there must be no record
 * @param replay must be new or expired, and is kept with the change; null if none
 */
public record DocumentChange(
    String collection,
    StoredDocument after,
    Sealed history,
    @Nullable String replaces,
    @Nullable StoredReplay replay) {

  /** The etag that must be current, if there must be a record at all. */
  public Optional<String> replaced() {
    return Optional.ofNullable(replaces);
  }

  /** The record of the request's idempotency key, if it has one. */
  public Optional<StoredReplay> replayed() {
    return Optional.ofNullable(replay);
  }

  /** How a change ended. */
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
