// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.storage;

import java.time.Instant;
import java.util.Optional;

/**
 * A page of a collection by time of creation.
 *
 * @param collection keyed hash of the collection
 * @param createdAfter documents of that millisecond and earlier are left out
 * @param after the position that the page before ended with
 * @param limit the most documents in the page, at least 1
 */
public record ListingQuery(
    String collection,
    Order order,
    Optional<Instant> createdAfter,
    Optional<String> after,
    int limit) {

  /** Which document comes first. */
  public enum Order {
    ASCENDING,
    DESCENDING
  }
}
