// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.foundation.api.audit.storage.AuditStore;
import dev.foundation.api.audit.storage.StoredBlock;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.InMemoryAudit;
import dev.foundation.api.testing.MovableClock;
import dev.foundation.api.testing.Tenants;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuditTrailTest {

  private static final Tenant ACME = Tenants.admin("acme");
  private static final Tenant GLOBEX = Tenants.admin("globex");

  private final MovableClock clock = new MovableClock("2026-11-25T10:00:00Z");
  private final InMemoryAudit audit = new InMemoryAudit(clock);

  private AuditEvent event(String id) {
    return new AuditEvent(clock.instant(), "alice", "getDocument", List.of("h"), 200, id);
  }

  private LocalDate today() {
    return LocalDate.parse(clock.instant().toString().substring(0, 10));
  }

  @Test
  void storesEveryEventInOrderBeforeItReturns() {
    audit.trail.open(ACME);
    audit.trail.record(ACME, event("1"));
    audit.trail.record(ACME, event("2"));
    assertThat(audit.events(ACME)).extracting(AuditEvent::requestId).containsExactly("1", "2");
    assertThat(audit.events(ACME).getFirst()).isEqualTo(event("1"));
    assertThat(audit.reader.check(ACME, today()))
        .singleElement()
        .satisfies(chain -> {
          assertThat(chain.broken()).isEmpty();
          assertThat(chain.events()).isEqualTo(2);
          assertThat(chain.blocks()).isEqualTo(3);
        });
  }

  /** The audit's store, whose second call and later ones wait. */
  private final class SlowStore implements AuditStore {

    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicInteger adds = new AtomicInteger();

    @Override
    public void add(Tenant tenant, StoredBlock block) {
      if (adds.incrementAndGet() > 1) {
        awaitQuietly(go);
      }
      audit.store.add(tenant, block);
    }

    @Override
    public Page read(Tenant tenant, Query query) {
      return audit.store.read(tenant, query);
    }
  }

  @Test
  void makesOneBlockOfWhatComesWhileAnotherIsBeingStored() throws Exception {
    SlowStore slow = new SlowStore();
    AuditTrail trail = new AuditTrail(slow, audit.anchors, audit.cipher, clock);
    trail.open(ACME);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> first = callers.submit(() -> trail.record(ACME, event("first")));
      await().until(() -> slow.adds.get() == 2);
      List<Future<?>> rest =
          IntStream.range(0, 50)
              .<Future<?>>mapToObj(i -> callers.submit(() -> trail.record(ACME, event("rest"))))
              .toList();
      await().until(() -> trail.waiting() == 50);
      assertThat(first).isNotDone();
      assertThat(audit.events(ACME)).isEmpty();
      slow.go.countDown();
      for (Future<?> one : rest) {
        one.get();
      }
    }
    assertThat(audit.events(ACME)).hasSize(51);
    assertThat(slow.adds.get()).as("an empty block, one event, all the rest").isEqualTo(3);
  }

  @Test
  void endsADaysChainAtMidnightWhateverIsUnderWay() throws Exception {
    clock.advance(Duration.ofHours(14).minusSeconds(1));
    LocalDate yesterday = today();
    SlowStore slow = new SlowStore();
    AuditTrail trail = new AuditTrail(slow, audit.anchors, audit.cipher, clock);
    trail.open(ACME);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      AuditEvent late = event("late");
      List<Future<?>> all = new ArrayList<>();
      all.add(callers.submit(() -> trail.record(ACME, late)));
      await().until(() -> slow.adds.get() == 2);
      for (int i = 0; i < 9; i++) {
        all.add(callers.submit(() -> trail.record(ACME, late)));
      }
      await().until(() -> trail.waiting() == 9);
      clock.advance(Duration.ofSeconds(2));
      AuditEvent early = event("early");
      for (int i = 0; i < 10; i++) {
        all.add(callers.submit(() -> trail.record(ACME, early)));
      }
      await().until(() -> trail.waiting() == 19);
      slow.go.countDown();
      for (Future<?> one : all) {
        one.get();
      }
    }
    trail.anchor();

    assertIntact(yesterday, 10);
    assertIntact(yesterday.plusDays(1), 10);
    audit.store.blocks.remove(lastKeyOf(yesterday));
    assertThat(audit.reader.check(ACME, yesterday).iterator().next().broken())
        .map(ChainCheck.Break::damage)
        .contains(ChainCheck.Damage.CUT_SHORT);
  }

  private void assertIntact(LocalDate day, long events) {
    assertThat(audit.reader.check(ACME, day))
        .singleElement()
        .satisfies(chain -> {
          assertThat(chain.broken()).isEmpty();
          assertThat(chain.events()).isEqualTo(events);
        });
    assertThat(audit.anchors.ofDay(ACME, day)).hasSize(1);
  }

  private String lastKeyOf(LocalDate day) {
    return audit.store.blocks.keySet().stream()
        .filter(key -> key.contains("|" + day + "|"))
        .reduce((one, later) -> later)
        .orElseThrow();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void refusesEventsAndOpeningWhileTheStoreIsAway() {
    audit.trail.open(ACME);
    audit.store.away(true);
    assertThatThrownBy(() -> audit.trail.record(ACME, event("lost")))
        .hasCauseInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> audit.trail.open(ACME)).hasCauseInstanceOf(ProblemException.class);
    audit.store.away(false);
    audit.trail.open(ACME);
    audit.trail.record(ACME, event("kept"));
    assertThat(audit.events(ACME)).extracting(AuditEvent::requestId).containsExactly("kept");
    // The doubtful chain is not gone on with.
    assertThat(audit.reader.check(ACME, today()))
        .hasSize(2)
        .allSatisfy(chain -> assertThat(chain.broken()).isEmpty());
  }

  @Test
  void beginsAChainForEveryDay() {
    audit.trail.open(ACME);
    audit.trail.record(ACME, event("today"));
    LocalDate yesterday = today();
    clock.advance(Duration.ofDays(1));
    audit.trail.open(ACME);
    audit.trail.record(ACME, event("tomorrow"));
    assertThat(audit.events(ACME)).extracting(AuditEvent::requestId).containsExactly("tomorrow");
    assertThat(audit.reader.check(ACME, yesterday)).hasSize(1);
    assertThat(audit.reader.check(ACME, today())).hasSize(1);
  }

  @Test
  void keepsItsOrderWhenTheClockGoesBack() {
    audit.trail.open(ACME);
    audit.trail.record(ACME, event("1"));
    clock.advance(Duration.ofMinutes(-5));
    audit.trail.record(ACME, event("2"));
    assertThat(audit.events(ACME)).extracting(AuditEvent::requestId).containsExactly("1", "2");
    assertThat(audit.reader.check(ACME, today()))
        .allSatisfy(chain -> assertThat(chain.broken()).isEmpty());
  }

  @Test
  void keepsWorkspacesAndServersInChainsOfTheirOwn() {
    AuditTrail another = audit.anotherTrail();
    for (AuditTrail trail : List.of(audit.trail, another)) {
      trail.open(ACME);
      trail.record(ACME, event("acme's"));
    }
    audit.trail.open(GLOBEX);
    audit.trail.record(GLOBEX, event("globex's"));
    assertThat(audit.reader.check(ACME, today())).hasSize(2);
    assertThat(audit.reader.check(GLOBEX, today())).hasSize(1);
    assertThat(audit.events(GLOBEX)).extracting(AuditEvent::requestId).containsExactly("globex's");
  }
}
