// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.audit.storage;

import dev.foundation.api.tenant.Tenant;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where blocks are kept: they are added, never changed. */
public interface AuditStore {

  /**
   * Adds a block. Adding the very same again changes nothing.
   *
   * @throws dev.foundation.api.problem.ProblemException {@code unavailable} if it is not known to
   *     be stored
   */
  void add(Tenant tenant, StoredBlock block);

  /**
   * Some of the tenant's blocks of one day, in order of their times; those of one chain are in
   * their own order.
   *
   * @throws dev.foundation.api.problem.ProblemException {@code unavailable}
   */
  Page read(Tenant tenant, Query query);

  /**
   * Which blocks.
   *
   * @param day in UTC
   * @param from times at or after this; null for the day's begin
   * @param to times at or before this; null for the day's end
   * @param ascending oldest first
   * @param after the {@code next} of the page before; null for the first page
   */
  record Query(
      LocalDate day,
      @Nullable Instant from,
      @Nullable Instant to,
      boolean ascending,
      @Nullable String after) {

    /** Whether its end is before its begin. */
    public boolean isOfNoTime() {
      return from != null && to != null && to.isBefore(from);
    }
  }

  /**
   * A page of blocks.
   *
   * @param next where the next page begins; empty on the last
   */
  record Page(List<Positioned> blocks, Optional<String> next) {

    public Page {
      blocks = List.copyOf(blocks);
    }
  }

  /**
   * A block and where it stands.
   *
   * @param position the {@code after} that begins behind it
   */
  record Positioned(String position, StoredBlock block) {}
}
