// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.audit.chain;

import dev.foundation.api.audit.storage.BlockAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Follows one chain from its first block, and remembers the first thing that is wrong with it. */
public final class ChainCheck {

  private final String chain;
  private final Map<Long, Set<String>> anchored = new HashMap<>();
  private long lastAnchor = -1;
  private long blocks;
  private long events;
  private String head = Block.NONE;
  private Optional<Break> found = Optional.empty();

  /** What a chain can suffer. */
  public enum Damage {
    /** A block does not open where it stands: its bytes or its place were changed. */
    CHANGED("changed"),
    /** A block between two others is not there. */
    MISSING("missing"),
    /** A block does not follow from the one before it, or from what was anchored. */
    REWRITTEN("rewritten"),
    /** An anchor names a block behind the last one. */
    CUT_SHORT("cut-short");

    private final String value;

    Damage(String value) {
      this.value = value;
    }

    /** As the API names it. */
    public String value() {
      return value;
    }
  }

  /**
   * Where a chain is broken.
   *
   * @param index of the first block that is not as it was stored
   */
  public record Break(long index, Damage damage) {}

  ChainCheck(String chain) {
    this.chain = chain;
  }

  /** An anchor says that the block of this index had this hash. */
  void expect(long index, String hash) {
    anchored.computeIfAbsent(index, absent -> new HashSet<>()).add(hash);
    lastAnchor = Math.max(lastAnchor, index);
  }

  /** The chain's next block, which opened. */
  void take(BlockAddress address, byte[] content) {
    if (found.isPresent()) {
      return;
    }
    if (address.index() != blocks) {
      broken(blocks, address.index() > blocks ? Damage.MISSING : Damage.REWRITTEN);
      return;
    }
    Block block = Block.of(content);
    String hash = Block.hash(address, content);
    if (!block.previous().equals(head)
        || !anchored.getOrDefault(blocks, Set.of(hash)).equals(Set.of(hash))) {
      broken(blocks, Damage.REWRITTEN);
      return;
    }
    head = hash;
    blocks++;
    events += block.events().size();
  }

  /** The chain's next block, which did not open. */
  void unreadable(BlockAddress address) {
    broken(Math.min(blocks, address.index()), Damage.CHANGED);
  }

  /** There are no more blocks. */
  void end() {
    if (lastAnchor >= blocks) {
      broken(blocks, Damage.CUT_SHORT);
    }
  }

  private void broken(long index, Damage damage) {
    if (found.isEmpty()) {
      found = Optional.of(new Break(index, damage));
    }
  }

  /** The chain's name. */
  public String chain() {
    return chain;
  }

  /** How many blocks are as they were stored, from the first on. */
  public long blocks() {
    return blocks;
  }

  /** How many events those hold. */
  public long events() {
    return events;
  }

  /** Where it is broken, if it is. */
  public Optional<Break> broken() {
    return found;
  }
}
