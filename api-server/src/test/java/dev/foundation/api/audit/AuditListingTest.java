// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foundation.api.audit.chain.AuditEvent;
import dev.foundation.api.audit.chain.ChainReader;
import dev.foundation.api.audit.storage.AuditStore;
import dev.foundation.api.audit.storage.StoredBlock;
import dev.foundation.api.crypto.CursorCodec;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.InMemoryAudit;
import dev.foundation.api.testing.MovableClock;
import dev.foundation.api.testing.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AuditListingTest {

  private static final Tenant ACME = Tenants.admin("acme");
  private static final Tenant GLOBEX = Tenants.admin("globex");
  private static final AuditListing.Filter ALL =
      new AuditListing.Filter(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private final MovableClock clock = new MovableClock("2026-11-25T10:00:00Z");
  private final InMemoryAudit audit = new InMemoryAudit(clock);
  private final AuditListing listing = new AuditListing(audit.reader, new BoundCursors(), clock);

  /** Cursors with their bindings but without their secrecy. */
  private static final class BoundCursors implements CursorCodec {

    @Override
    public String encode(Tenant tenant, String scope, String position) {
      return tenant.foundationId() + "!" + scope + "!" + position;
    }

    @Override
    public String decode(Tenant tenant, String scope, String cursor) {
      String bound = tenant.foundationId() + "!" + scope + "!";
      if (!cursor.startsWith(bound)) {
        throw new ProblemException(ProblemType.INVALID_CURSOR, "not of this list");
      }
      return cursor.substring(bound.length());
    }
  }

  private void record(Tenant tenant, String id, String actor, String... objects) {
    clock.advance(Duration.ofSeconds(1));
    audit.trail.open(tenant);
    audit.trail.record(
        tenant, new AuditEvent(clock.instant(), actor, "getDocument", List.of(objects), 200, id));
  }

  private List<String> all(Tenant tenant, AuditListing.Filter filter, int limit) {
    List<String> ids = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      AuditListing.Page page = listing.list(tenant, filter, cursor, limit);
      assertThat(page.events().size()).isLessThanOrEqualTo(limit);
      page.events().forEach(event -> ids.add(event.requestId()));
      cursor = page.next();
    } while (cursor.isPresent());
    return ids;
  }

  @Test
  void listsTheLastFirstPageByPage() {
    for (int i = 1; i <= 7; i++) {
      record(ACME, "r" + i, "alice");
    }
    for (int limit : new int[] {1, 2, 3, 7, 100}) {
      assertThat(all(ACME, ALL, limit))
          .as("pages of " + limit)
          .containsExactly("r7", "r6", "r5", "r4", "r3", "r2", "r1");
    }
  }

  @Test
  void filtersByActorObjectAndTime() {
    record(ACME, "r1", "alice", "h1", "h2");
    Instant between = clock.instant();
    record(ACME, "r2", "bob", "h1");
    record(ACME, "r3", "alice", "h3");
    assertThat(all(ACME, filter(null, null, "alice", null), 10)).containsExactly("r3", "r1");
    assertThat(all(ACME, filter(null, null, null, "h1"), 10)).containsExactly("r2", "r1");
    assertThat(all(ACME, filter(null, null, "alice", "h1"), 10)).containsExactly("r1");
    assertThat(all(ACME, filter(between, null, null, null), 10)).containsExactly("r3", "r2");
    Instant last = clock.instant();
    assertThat(all(ACME, filter(null, last, null, null), 10)).containsExactly("r2", "r1");
    assertThat(all(ACME, filter(between, last, null, null), 10)).containsExactly("r2");
  }

  private static AuditListing.Filter filter(
      Instant after, Instant before, String actor, String object) {
    return new AuditListing.Filter(
        Optional.ofNullable(before),
        Optional.ofNullable(after),
        Optional.ofNullable(actor),
        Optional.ofNullable(object));
  }

  @Test
  void goesBackOverDaysWithAndWithoutEvents() {
    record(ACME, "old", "alice");
    clock.advance(Duration.ofDays(3));
    record(ACME, "new", "alice");
    assertThat(all(ACME, ALL, 10)).containsExactly("new", "old");
    clock.advance(Duration.ofDays(40));
    assertThat(all(ACME, ALL, 10)).as("31 days unless told otherwise").isEmpty();
    Instant begin = clock.instant().minus(Duration.ofDays(90));
    assertThat(all(ACME, filter(begin, null, null, null), 10)).containsExactly("new", "old");
  }

  /** The audit's store; the eight days that begin a week ago wait for each other. */
  private final class WaitingStore implements AuditStore {

    private final AtomicInteger reads = new AtomicInteger();
    private final CountDownLatch eight = new CountDownLatch(8);

    @Override
    public void add(Tenant tenant, StoredBlock block) {
      audit.store.add(tenant, block);
    }

    @Override
    public Page read(Tenant tenant, Query query) {
      reads.incrementAndGet();
      long ago = ChronoUnit.DAYS.between(query.day(), LocalDate.parse("2026-11-25"));
      if (ago >= 7 && ago < 15) {
        eight.countDown();
        try {
          assertThat(eight.await(10, TimeUnit.SECONDS)).as("all eight are being read").isTrue();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return audit.store.read(tenant, query);
    }
  }

  @Test
  void readsDaysWithoutEventsSideBySideAndNoneBehindAFullPage() {
    WaitingStore store = new WaitingStore();
    AuditListing waiting =
        new AuditListing(
            new ChainReader(store, audit.anchors, audit.cipher), new BoundCursors(), clock);
    record(ACME, "r1", "alice");

    assertThat(waiting.list(ACME, ALL, Optional.empty(), 1).events()).hasSize(1);
    assertThat(store.reads).hasValue(1);
    assertThat(waiting.list(ACME, ALL, Optional.empty(), 10).events()).hasSize(1);
    assertThat(store.reads).as("and then 32 days once each").hasValue(1 + 32);
  }

  @Test
  void showsAnotherWorkspaceNothing() {
    record(ACME, "r1", "alice");
    assertThat(all(GLOBEX, ALL, 10)).isEmpty();
  }

  @Test
  void bindsACursorToWorkspaceAndFilter() {
    record(ACME, "r1", "alice");
    record(ACME, "r2", "alice");
    Optional<String> next = listing.list(ACME, ALL, Optional.empty(), 1).next();
    assertThat(next).isPresent();
    assertThatThrownBy(() -> listing.list(GLOBEX, ALL, next, 1))
        .isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> listing.list(ACME, filter(null, null, "bob", null), next, 1))
        .isInstanceOf(ProblemException.class);
  }
}
