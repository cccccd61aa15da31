// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.audit.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foundation.api.audit.storage.AuditStore.Positioned;
import dev.foundation.api.audit.storage.AuditStore.Query;
import dev.foundation.api.crypto.Sealed;
import dev.foundation.api.tenant.Tenant;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of blocks does. */
public abstract class AuditStoreContract {

  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

  /** Days that no other test of the class writes to. */
  private static LocalDate next = LocalDate.parse("2026-01-01");

  private final LocalDate day = nextDay();

  private static synchronized LocalDate nextDay() {
    next = next.plusDays(1);
    return next;
  }

  protected abstract AuditStore store();

  protected abstract Tenant tenant();

  protected abstract Tenant otherTenant();

  protected StoredBlock block(Tenant tenant, long index, int seconds) {
    return block(new ChainId(tenant.foundationId(), day, "chain-1"), index, seconds);
  }

  private static StoredBlock block(ChainId chain, long index, int seconds) {
    return new StoredBlock(
        new BlockAddress(chain, index, NOON.plusSeconds(seconds)),
        Sealed.of(new byte[] {1, 2}),
        Sealed.of(UUID.randomUUID().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  private List<StoredBlock> read(
      Tenant tenant, @Nullable Instant from, @Nullable Instant to, boolean ascending) {
    List<StoredBlock> found = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      AuditStore.Page page =
          store().read(tenant, new Query(day, from, to, ascending, after.orElse(null)));
      page.blocks().stream().map(Positioned::block).forEach(found::add);
      after = page.next();
    } while (after.isPresent());
    return found;
  }

  @Test
  void givesBackWhatWasAddedInOrderOfTime() {
    StoredBlock second = block(tenant(), 1, 20);
    StoredBlock first = block(tenant(), 0, 10);
    StoredBlock third = block(new ChainId(tenant().foundationId(), day, "chain-2"), 0, 30);
    store().add(tenant(), second);
    store().add(tenant(), first);
    store().add(tenant(), third);
    assertThat(read(tenant(), null, null, true)).containsExactly(first, second, third);
    assertThat(read(tenant(), null, null, false)).containsExactly(third, second, first);
  }

  @Test
  void readsTheTimesAskedForTheirEndsIncluded() {
    StoredBlock first = block(tenant(), 0, 10);
    StoredBlock second = block(tenant(), 1, 20);
    StoredBlock third = block(tenant(), 2, 30);
    List.of(first, second, third).forEach(block -> store().add(tenant(), block));
    Instant at = second.address().time();
    assertThat(read(tenant(), at, null, true)).containsExactly(second, third);
    assertThat(read(tenant(), null, at, true)).containsExactly(first, second);
    assertThat(read(tenant(), at, at, false)).containsExactly(second);
  }

  @Test
  void readsTimesThatNoBlockCanBeOf() {
    StoredBlock block = block(tenant(), 0, 10);
    store().add(tenant(), block);
    Instant early = Instant.parse("0001-01-01T00:00:00Z");
    Instant late = Instant.parse("9999-12-31T23:59:59Z");
    assertThat(read(tenant(), early, late, true)).containsExactly(block);
    assertThat(read(tenant(), early, early.plusSeconds(1), true)).isEmpty();
    assertThat(read(tenant(), late, null, true)).isEmpty();
    assertThat(read(tenant(), late, early, false)).isEmpty();
  }

  @Test
  void goesOnBehindAPosition() {
    StoredBlock first = block(tenant(), 0, 10);
    StoredBlock second = block(tenant(), 1, 20);
    store().add(tenant(), first);
    store().add(tenant(), second);
    String position =
        store()
            .read(tenant(), new Query(day, null, null, false, null))
            .blocks()
            .getFirst()
            .position();
    assertThat(store().read(tenant(), new Query(day, null, null, false, position)).blocks())
        .extracting(Positioned::block)
        .containsExactly(first);
  }

  @Test
  void addsTheSameAgainAndNeverAnotherInItsPlace() {
    StoredBlock block = block(tenant(), 0, 10);
    StoredBlock other = block(tenant(), 0, 10);
    store().add(tenant(), block);
    store().add(tenant(), block);
    assertThatThrownBy(() -> store().add(tenant(), other)).isInstanceOf(RuntimeException.class);
    assertThat(read(tenant(), null, null, true)).containsExactly(block);
  }

  @Test
  void keepsTenantsApart() {
    StoredBlock theirs = block(otherTenant(), 0, 10);
    store().add(otherTenant(), theirs);
    assertThat(read(tenant(), null, null, true)).isEmpty();
    assertThat(read(otherTenant(), null, null, true)).containsExactly(theirs);
  }
}
