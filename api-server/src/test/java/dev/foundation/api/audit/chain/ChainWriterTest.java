// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.InMemoryAudit;
import dev.foundation.api.testing.MovableClock;
import dev.foundation.api.testing.Tenants;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A process that runs out of memory once goes on with its chains. */
class ChainWriterTest {

  private static final Tenant ACME = Tenants.admin("acme");

  private final MovableClock clock = new MovableClock("2026-11-25T10:00:00Z");
  private final InMemoryAudit audit = new InMemoryAudit(clock);
  private final AtomicBoolean exhausted = new AtomicBoolean(true);

  @Test
  void writesWhatWaitsOnceAThreadCanBeHad() {
    ChainWriter writer = new ChainWriter(audit.store, audit.cipher, clock, work -> inMemory(work));

    assertThatThrownBy(() -> add(writer, "1")).isInstanceOf(OutOfMemoryError.class);
    assertThat(add(writer, "2")).isCompleted();

    assertThat(audit.events(ACME)).extracting(AuditEvent::requestId).containsExactly("1", "2");
  }

  private void inMemory(Runnable work) {
    if (exhausted.getAndSet(false)) {
      throw new OutOfMemoryError("of a test");
    }
    work.run();
  }

  private CompletableFuture<Void> add(ChainWriter writer, String id) {
    return writer.add(
        ACME, new AuditEvent(clock.instant(), "alice", "getDocument", List.of("h"), 200, id));
  }
}
