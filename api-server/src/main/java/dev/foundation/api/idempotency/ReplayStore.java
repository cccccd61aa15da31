// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.idempotency;

import dev.foundation.api.tenant.Tenant;
import java.time.Instant;
import java.util.Optional;

/** Where replay records are kept; they are written together with what the request did. */
public interface ReplayStore {

  /**
   * The replay record of a key, as of all finished changes.
   *
   * @param now records that have expired by then are not found
   * @throws dev.foundation.api.problem.ProblemException {@code unavailable}
   */
  Optional<StoredReplay> findReplay(Tenant tenant, String key, Instant now);
}
