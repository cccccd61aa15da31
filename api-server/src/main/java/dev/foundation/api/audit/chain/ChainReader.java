// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.audit.chain;

import dev.foundation.api.audit.storage.AnchorStore;
import dev.foundation.api.audit.storage.AuditCipher;
import dev.foundation.api.audit.storage.AuditStore;
import dev.foundation.api.audit.storage.AuditStore.Positioned;
import dev.foundation.api.audit.storage.AuditStore.Query;
import dev.foundation.api.audit.storage.ChainId;
import dev.foundation.api.audit.storage.StoredBlock;
import dev.foundation.api.crypto.IntegrityException;
import dev.foundation.api.tenant.Tenant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what the chains of a workspace hold, and tells whether it is what was stored. */
public final class ChainReader {

  private final AuditStore store;
  private final AnchorStore anchors;
  private final AuditCipher cipher;

  /** A reader of every process's chains. */
  public ChainReader(AuditStore store, AnchorStore anchors, AuditCipher cipher) {
    this.store = store;
    this.anchors = anchors;
    this.cipher = cipher;
  }

  /**
   * Events that were stored at once.
   *
   * @param position as an {@code AuditStore.Query} takes it: behind these events
   * @param events oldest first
   */
  public record Batch(String position, List<AuditEvent> events) {

    public Batch {
      events = List.copyOf(events);
    }
  }

  /**
   * Some of a day's batches.
   *
   * @param next where the rest begins; empty if there is none
   */
  public record Page(List<Batch> batches, Optional<String> next) {

    public Page {
      batches = List.copyOf(batches);
    }
  }

  /**
   * Some of the events.
   *
   * @throws IntegrityException if a block is not what was stored there
   * @throws dev.foundation.api.problem.ProblemException {@code unavailable}
   */
  public Page read(Tenant tenant, Query query) {
    AuditStore.Page page = store.read(tenant, query);
    return new Page(
        page.blocks().stream()
            .map(found ->
                new Batch(found.position(), Block.of(cipher.open(tenant, found.block())).events()))
            .toList(),
        page.next());
  }

  /**
   * Checks every chain of a day from its first block to its last anchor.
   *
   * @throws dev.foundation.api.problem.ProblemException {@code unavailable}
   */
  public Collection<ChainCheck> check(Tenant tenant, LocalDate day) {
    Map<String, ChainCheck> checks = new TreeMap<>();
    // Anchors first: a chain that grows while its blocks are read is never behind them.
    anchors
        .ofDay(tenant, day)
        .forEach(anchor -> of(checks, anchor.chain()).expect(anchor.index(), anchor.hash()));
    Optional<String> after = Optional.empty();
    do {
      AuditStore.Page page =
          store.read(tenant, new Query(day, null, null, true, after.orElse(null)));
      for (Positioned found : page.blocks()) {
        check(tenant, found.block(), of(checks, found.block().address().chain()));
      }
      after = page.next();
    } while (after.isPresent());
    checks.values().forEach(ChainCheck::end);
    return checks.values();
  }

  private void check(Tenant tenant, StoredBlock stored, ChainCheck check) {
    try {
      check.take(stored.address(), cipher.open(tenant, stored));
    } catch (IntegrityException e) {
      check.unreadable(stored.address());
    }
  }

  private static ChainCheck of(Map<String, ChainCheck> checks, ChainId chain) {
    return checks.computeIfAbsent(chain.name(), ChainCheck::new);
  }
}
