// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.foundation.api.audit.AuditNames;
import dev.foundation.api.audit.AuditedAccess;
import dev.foundation.api.audit.chain.AuditEvent;
import dev.foundation.api.audit.chain.AuditTrail;
import dev.foundation.api.audit.chain.ChainReader;
import dev.foundation.api.audit.storage.AuditStore;
import dev.foundation.api.audit.storage.BindingAuditCipher;
import dev.foundation.api.audit.storage.InMemoryAnchorStore;
import dev.foundation.api.audit.storage.InMemoryAuditStore;
import dev.foundation.api.tenant.Tenant;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A whole audit without AWS. */
public final class InMemoryAudit {

  public final InMemoryAuditStore store = new InMemoryAuditStore();
  public final InMemoryAnchorStore anchors = new InMemoryAnchorStore();
  public final BindingAuditCipher cipher = new BindingAuditCipher();
  public final AuditNames names;
  public final AuditTrail trail;
  public final ChainReader reader;
  private final Clock clock;

  /** An empty one. */
  public InMemoryAudit(Clock clock) {
    this.clock = clock;
    trail = new AuditTrail(store, anchors, cipher, clock);
    reader = new ChainReader(store, anchors, cipher);
    names =
        new AuditNames((tenant, purpose, parts) ->
            UUID.nameUUIDFromBytes(
                    (tenant.foundationId() + purpose + List.of(parts)).getBytes(UTF_8))
                .toString());
  }

  /** Another server's trail in the same store. */
  public AuditTrail anotherTrail() {
    return new AuditTrail(store, anchors, cipher, clock);
  }

  /** Accesses that leave their events here. */
  public AuditedAccess accesses() {
    return new AuditedAccess(trail, names, clock);
  }

  /** Every event of the tenant's workspace today, the first stored first. */
  public List<AuditEvent> events(Tenant tenant) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    List<AuditEvent> events = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      ChainReader.Page page =
          reader.read(tenant, new AuditStore.Query(today, null, null, true, after.orElse(null)));
      page.batches().forEach(batch -> events.addAll(batch.events()));
      after = page.next();
    } while (after.isPresent());
    return events;
  }
}
