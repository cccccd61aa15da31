// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.audit;

import dev.foundation.api.audit.chain.AuditEvent;
import dev.foundation.api.audit.chain.ChainCheck;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The audit as the contract shows it. */
final class AuditView {

  private AuditView() {}

  /** A page of {@code listAuditEvents}. */
  record Events(List<AuditEvent> items, @Nullable String nextCursor) {

    static Events of(AuditListing.Page page) {
      return new Events(page.events(), page.next().orElse(null));
    }
  }

  /** The answer of {@code verifyAudit}. */
  record Verification(LocalDate day, boolean intact, List<Chain> chains) {

    static Verification of(LocalDate day, Collection<ChainCheck> checks) {
      List<Chain> chains = checks.stream().map(Chain::of).toList();
      return new Verification(day, chains.stream().allMatch(Chain::intact), chains);
    }
  }

  /** One chain of it. */
  record Chain(
      String chain,
      boolean intact,
      long blocks,
      long events,
      @Nullable Long brokenAt,
      @Nullable String damage) {

    private static Chain of(ChainCheck check) {
      return new Chain(
          check.chain(),
          check.broken().isEmpty(),
          check.blocks(),
          check.events(),
          check.broken().map(ChainCheck.Break::index).orElse(null),
          check.broken().map(found -> found.damage().value()).orElse(null));
    }
  }
}
