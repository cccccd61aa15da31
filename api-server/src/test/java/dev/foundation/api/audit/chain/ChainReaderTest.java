// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foundation.api.audit.chain.ChainCheck.Break;
import dev.foundation.api.audit.chain.ChainCheck.Damage;
import dev.foundation.api.audit.storage.Anchor;
import dev.foundation.api.audit.storage.BlockAddress;
import dev.foundation.api.audit.storage.InMemoryAuditStore;
import dev.foundation.api.audit.storage.StoredBlock;
import dev.foundation.api.crypto.IntegrityException;
import dev.foundation.api.crypto.Sealed;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.InMemoryAudit;
import dev.foundation.api.testing.MovableClock;
import dev.foundation.api.testing.Tenants;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A chain of six blocks, the first of them empty; five are behind an anchor's head. */
class ChainReaderTest {

  private static final Tenant ACME = Tenants.admin("acme");
  private static final LocalDate DAY = LocalDate.parse("2026-11-25");

  private final MovableClock clock = new MovableClock("2026-11-25T10:00:00Z");
  private final InMemoryAudit audit = new InMemoryAudit(clock);
  private List<StoredBlock> chain;

  @BeforeEach
  void write() {
    audit.trail.open(ACME);
    for (int i = 1; i <= 5; i++) {
      clock.advance(Duration.ofSeconds(1));
      audit.trail.record(
          ACME, new AuditEvent(clock.instant(), "alice", "getDocument", List.of(), 200, "r" + i));
      if (i == 4) {
        audit.trail.anchor();
      }
    }
    chain = List.copyOf(audit.store.blocks.values());
    assertThat(chain).hasSize(6);
    assertThat(audit.anchors.ofDay(ACME, DAY)).extracting(Anchor::index).containsExactly(4L);
  }

  private void remove(int index) {
    audit.store.blocks.remove(InMemoryAuditStore.key(chain.get(index).address()));
  }

  private void put(StoredBlock block) {
    audit.store.blocks.put(InMemoryAuditStore.key(block.address()), block);
  }

  private ChainCheck check() {
    return audit.reader.check(ACME, DAY).iterator().next();
  }

  private void broken(long index, Damage damage) {
    assertThat(check().broken()).contains(new Break(index, damage));
    assertThat(check().blocks()).isEqualTo(index);
  }

  @Test
  void findsAnUntouchedChainIntact() {
    assertThat(check().broken()).isEmpty();
    assertThat(check().blocks()).isEqualTo(6);
    assertThat(check().events()).isEqualTo(5);
  }

  @Test
  void findsAChangedEvent() {
    StoredBlock block = chain.get(2);
    byte[] bytes = block.body().bytes();
    bytes[bytes.length - 5] ^= 1;
    put(new StoredBlock(block.address(), block.key(), Sealed.of(bytes)));
    broken(2, Damage.CHANGED);
    assertThatThrownBy(() -> audit.events(ACME)).isInstanceOf(IntegrityException.class);
  }

  @Test
  void findsARemovedBlock() {
    remove(3);
    broken(3, Damage.MISSING);
  }

  @Test
  void findsARemovedBegin() {
    remove(0);
    broken(0, Damage.MISSING);
  }

  @Test
  void findsReorderedBlocks() {
    StoredBlock second = chain.get(1);
    StoredBlock third = chain.get(2);
    put(new StoredBlock(second.address(), third.key(), third.body()));
    put(new StoredBlock(third.address(), second.key(), second.body()));
    broken(1, Damage.CHANGED);
  }

  @Test
  void findsATailCutBehindAnAnchor() {
    remove(5);
    assertThat(check().broken()).as("not anchored yet").isEmpty();
    remove(4);
    broken(4, Damage.CUT_SHORT);
  }

  @Test
  void findsAWholeChainCutOff() {
    audit.store.blocks.clear();
    broken(0, Damage.CUT_SHORT);
  }

  /** By somebody who holds the keys and seals another event into its place. */
  @Test
  void findsABlockThatDoesNotLeadToTheNext() {
    put(sealedAnew(2));
    broken(3, Damage.REWRITTEN);
  }

  /** By somebody who also seals every later block anew, to the end of the chain. */
  @Test
  void findsAChainRewrittenBehindAnAnchor() {
    List.of(2, 3, 4, 5).forEach(this::remove);
    AuditEvent forged = new AuditEvent(clock.instant(), "mallory", "x", List.of(), 200, "r");
    Head head = new Head(1, hashOf(1));
    for (int index = 2; index <= 5; index++) {
      byte[] content = Block.content(head.hash(), List.of(Block.encoded(forged)));
      StoredBlock old = chain.get(index);
      put(audit.cipher.seal(ACME, old.address(), old.key(), content));
      head = new Head(index, Block.hash(old.address(), content));
    }
    broken(4, Damage.REWRITTEN);
  }

  @Test
  void findsASecondBlockOfTheSameIndex() {
    StoredBlock third = chain.get(3);
    StoredBlock twin =
        audit.cipher.seal(
            ACME,
            new BlockAddress(third.address().chain(), 3, third.address().time().plusMillis(1)),
            third.key(),
            audit.cipher.open(ACME, third));
    put(twin);
    broken(4, Damage.REWRITTEN);
  }

  private record Head(long index, String hash) {}

  private String hashOf(int index) {
    StoredBlock block = chain.get(index);
    return Block.hash(block.address(), audit.cipher.open(ACME, block));
  }

  private StoredBlock sealedAnew(int index) {
    AuditEvent forged = new AuditEvent(clock.instant(), "mallory", "x", List.of(), 200, "r");
    StoredBlock old = chain.get(index);
    byte[] content = Block.content(hashOf(index - 1), List.of(Block.encoded(forged)));
    return audit.cipher.seal(ACME, old.address(), old.key(), content);
  }
}
