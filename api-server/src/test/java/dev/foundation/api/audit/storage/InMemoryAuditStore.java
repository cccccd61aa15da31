// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.audit.storage;

import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A table in memory, in pages of two blocks; it can be away, and changed as by an intruder. */
public final class InMemoryAuditStore implements AuditStore {

  private static final int PAGE = 2;

  /** By partition and then in the table's order. */
  public final NavigableMap<String, StoredBlock> blocks = new TreeMap<>();

  private boolean away;

  /** From now on every call fails, or none. */
  public synchronized void away(boolean now) {
    away = now;
  }

  /** Where the block stands among others. */
  public static String key(BlockAddress address) {
    return "%s|%s|%s"
        .formatted(address.chain().foundationId(), address.chain().day(), position(address));
  }

  private static String position(BlockAddress address) {
    return "%012x.%s.%016x"
        .formatted(address.time().toEpochMilli(), address.chain().name(), address.index());
  }

  @Override
  public synchronized void add(Tenant tenant, StoredBlock block) {
    requireThere();
    StoredBlock there = blocks.putIfAbsent(key(block.address()), block);
    if (there != null && !there.equals(block)) {
      throw new IllegalStateException("another block is there");
    }
  }

  @Override
  public synchronized Page read(Tenant tenant, Query query) {
    requireThere();
    String prefix = tenant.foundationId() + "|" + query.day() + "|";
    NavigableMap<String, StoredBlock> day = blocks.subMap(prefix, true, prefix + "~", true);
    List<Positioned> found =
        (query.ascending() ? day : day.descendingMap())
            .entrySet().stream()
                .filter(e -> within(query, e.getValue().address()))
                .map(e -> new Positioned(e.getKey().substring(prefix.length()), e.getValue()))
                .filter(block -> isBehind(query, block.position()))
                .toList();
    List<Positioned> page = found.stream().limit(PAGE).toList();
    return new Page(
        page, found.size() > PAGE ? Optional.of(page.getLast().position()) : Optional.empty());
  }

  private static boolean within(Query query, BlockAddress address) {
    return Stream.ofNullable(query.from()).noneMatch(address.time()::isBefore)
        && Stream.ofNullable(query.to()).noneMatch(address.time()::isAfter);
  }

  private static boolean isBehind(Query query, String position) {
    return query.after() == null
        || (query.ascending()
            ? position.compareTo(query.after()) > 0
            : position.compareTo(query.after()) < 0);
  }

  private void requireThere() {
    if (away) {
      throw new ProblemException(ProblemType.UNAVAILABLE, "away");
    }
  }
}
