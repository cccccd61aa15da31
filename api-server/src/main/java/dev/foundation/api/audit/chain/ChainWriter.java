// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.audit.chain;

import dev.foundation.api.audit.storage.Anchor;
import dev.foundation.api.audit.storage.AnchorStore;
import dev.foundation.api.audit.storage.AuditCipher;
import dev.foundation.api.audit.storage.AuditStore;
import dev.foundation.api.audit.storage.BlockAddress;
import dev.foundation.api.audit.storage.ChainId;
import dev.foundation.api.crypto.Sealed;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Adds one workspace's events to this process's chain, one block at a time: what comes while a
 * block is being stored becomes the next.
 *
 * <p>A chain ends with its day and with the first block that is not known to be stored; the next
 * event then begins another, so a chain never goes on behind a doubtful link.
 */
final class ChainWriter {

  private static final int MOST_WAITING = 10_000;

  /** Sealed and with its key, a block stays well below DynamoDB's 400 KiB. */
  private static final int MOST_BYTES = 256 * 1024;

  private final AuditStore store;
  private final AuditCipher cipher;
  private final Clock clock;
  private final Executor threads;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Entry> waiting = new ArrayDeque<>();
  private final Map<ChainId, Head> unanchored = new ConcurrentHashMap<>();
  private boolean writing;
  private volatile @Nullable Head head;

  /** What waits to be stored: an event, or nothing but a chain's begin. */
  private static final class Entry {

    private final Tenant tenant;
    private final Instant time;
    private final byte[] encoded;
    private final CompletableFuture<Void> stored = new CompletableFuture<>();

    private Entry(Tenant tenant, Instant time, byte[] encoded) {
      this.tenant = tenant;
      this.time = time;
      this.encoded = encoded;
    }
  }

  /**
   * A chain as far as it is stored.
   *
   * @param index of the last block; -1 before the first
   */
  record Head(Tenant tenant, Sealed key, Instant time, ChainId chain, long index, String hash) {

    Anchor anchor() {
      return new Anchor(chain, index, hash);
    }
  }

  ChainWriter(AuditStore store, AuditCipher cipher, Clock clock, Executor threads) {
    this.store = store;
    this.cipher = cipher;
    this.clock = clock;
    this.threads = threads;
  }

  /** Whether today's chain has begun and its last block is stored. */
  boolean isOpen() {
    Head current = head;
    return current != null && current.chain().day().equals(dayOf(clock.instant()));
  }

  /** Begins today's chain with an empty block. */
  CompletableFuture<Void> open(Tenant tenant) {
    return add(new Entry(tenant, clock.instant(), new byte[0]));
  }

  /** Adds an event; done when it is stored, or with {@code unavailable} when it may not be. */
  CompletableFuture<Void> add(Tenant tenant, AuditEvent event) {
    return add(new Entry(tenant, event.time(), Block.encoded(event)));
  }

  private CompletableFuture<Void> add(Entry entry) {
    lock.lock();
    try {
      if (waiting.size() >= MOST_WAITING) {
        return CompletableFuture.failedFuture(unavailable("the audit's queue is full"));
      }
      waiting.add(entry);
      if (!writing) {
        threads.execute(this::drain);
        writing = true;
      }
    } finally {
      lock.unlock();
    }
    return entry.stored;
  }

  /** How many entries wait for a block. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  private void drain() {
    try {
      for (List<Entry> batch = next(); !batch.isEmpty(); batch = next()) {
        write(batch);
      }
    } catch (RuntimeException | Error e) {
      giveUp(e);
    }
  }

  /** Whoever waits is told, as nobody writes any more until another entry comes. */
  private void giveUp(Throwable cause) {
    lock.lock();
    try {
      while (!waiting.isEmpty()) {
        waiting.remove().stored.completeExceptionally(unknown(cause));
      }
    } finally {
      lock.unlock();
    }
  }

  /** What one block can take of what waits; with nothing left, the next entry starts anew. */
  private List<Entry> next() {
    lock.lock();
    try {
      writing = false;
      List<Entry> batch = new ArrayList<>();
      long bytes = 0;
      for (Entry entry : waiting) {
        if (!belongs(batch, entry, bytes)) {
          break;
        }
        bytes += entry.encoded.length;
        batch.add(entry);
      }
      batch.forEach(taken -> waiting.remove());
      writing = !batch.isEmpty();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private static boolean belongs(List<Entry> batch, Entry entry, long bytes) {
    return batch.isEmpty()
        || (bytes + entry.encoded.length <= MOST_BYTES
            && dayOf(entry.time).equals(dayOf(batch.getFirst().time)));
  }

  private void write(List<Entry> batch) {
    try {
      Head added = append(batch);
      unanchored.put(added.chain(), added);
      head = added;
      batch.forEach(entry -> entry.stored.complete(null));
    } catch (RuntimeException | Error e) {
      head = null;
      ProblemException failure = unknown(e);
      batch.forEach(entry -> entry.stored.completeExceptionally(failure));
    }
  }

  private Head append(List<Entry> batch) {
    Entry first = batch.getFirst();
    Head before = head(first);
    Instant time = first.time.truncatedTo(ChronoUnit.MILLIS);
    BlockAddress address =
        new BlockAddress(
            before.chain(),
            before.index() + 1,
            time.isBefore(before.time()) ? before.time() : time);
    byte[] content =
        Block.content(
            before.hash(),
            batch.stream().map(entry -> entry.encoded).filter(event -> event.length > 0).toList());
    store.add(first.tenant, cipher.seal(first.tenant, address, before.key(), content));
    return new Head(
        first.tenant,
        before.key(),
        address.time(),
        before.chain(),
        address.index(),
        Block.hash(address, content));
  }

  /** The chain that goes on, or a new one where there is none or its day is over. */
  private Head head(Entry entry) {
    Head current = head;
    LocalDate day = dayOf(entry.time);
    if (current != null && !day.isAfter(current.chain().day())) {
      return current;
    }
    ChainId chain = new ChainId(entry.tenant.foundationId(), day, UUID.randomUUID().toString());
    return new Head(
        entry.tenant, cipher.newKey(entry.tenant, chain), Instant.MIN, chain, -1, Block.NONE);
  }

  /** Puts the heads that no anchor holds yet where they stay. */
  void anchor(AnchorStore anchors) {
    for (Head due : List.copyOf(unanchored.values())) {
      anchors.add(due.tenant(), due.anchor());
      unanchored.remove(due.chain(), due);
    }
  }

  private static LocalDate dayOf(Instant time) {
    return time.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static ProblemException unknown(Throwable cause) {
    ProblemException failure = unavailable("an event is not known to be stored");
    failure.initCause(cause);
    return failure;
  }

  private static ProblemException unavailable(String what) {
    return new ProblemException(ProblemType.UNAVAILABLE, what, Map.of("Retry-After", "1"));
  }
}
