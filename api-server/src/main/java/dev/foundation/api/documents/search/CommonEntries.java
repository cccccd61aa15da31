// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.search;

import dev.foundation.api.documents.indexing.IndexEntry;
import dev.foundation.api.documents.indexing.IndexStore;
import dev.foundation.api.tenant.Tenant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The documents that stand under all of several tags, newest first. Each tag's entries are read
 * from where the others go on, so that a rare value makes a common one cheap.
 */
final class CommonEntries {

  private static final int PAGE = 100;

  private final List<Entries> tags;
  private final int most;
  private Optional<String> position;
  private int read;
  private boolean finished;

  /**
   * Entries under these tags.
   *
   * @param tags as many that a page of each is less than {@code most}
   * @param after only places behind this one
   * @param most how many entries to read before leaving the rest to another page
   */
  CommonEntries(
      IndexStore store, Tenant tenant, List<String> tags, Optional<String> after, int most) {
    this.tags = tags.stream().map(tag -> new Entries(store, tenant, tag, after)).toList();
    this.position = after;
    this.most = most;
  }

  /** The next documents under all tags; fewer at the end, or when enough entries were read. */
  List<IndexEntry> take(int count) {
    List<IndexEntry> taken = new ArrayList<>();
    boolean more = true;
    while (more && taken.size() < count) {
      Optional<IndexEntry> next = next();
      next.ifPresent(taken::add);
      more = next.isPresent();
    }
    return taken;
  }

  /** Whether nothing is left. */
  boolean finished() {
    return finished;
  }

  /** Up to where it is known what stands under all tags; empty at the beginning. */
  Optional<String> position() {
    return position;
  }

  private Optional<IndexEntry> next() {
    Optional<IndexEntry> candidate = tags.getFirst().head();
    while (candidate.isPresent() && read < most) {
      IndexEntry wanted = candidate.get();
      position = Optional.of(wanted.place());
      Optional<IndexEntry> other = firstOther(wanted);
      if (other.equals(candidate)) {
        tags.forEach(Entries::skip);
        return candidate;
      }
      candidate = other;
    }
    finished = candidate.isEmpty();
    return Optional.empty();
  }

  /** The wanted entry if all tags have it; else what the first that lacks it has behind it. */
  private Optional<IndexEntry> firstOther(IndexEntry wanted) {
    for (Entries entries : tags) {
      Optional<IndexEntry> head = entries.atOrBehind(wanted.place());
      if (!head.equals(Optional.of(wanted))) {
        return head;
      }
    }
    return Optional.of(wanted);
  }

  /** One tag's entries. */
  private final class Entries {

    private final IndexStore store;
    private final Tenant tenant;
    private final String tag;
    private final Deque<IndexEntry> page = new ArrayDeque<>();
    private Optional<String> done;
    private boolean more = true;

    private Entries(IndexStore store, Tenant tenant, String tag, Optional<String> after) {
      this.store = store;
      this.tenant = tenant;
      this.tag = tag;
      this.done = after;
    }

    Optional<IndexEntry> head() {
      if (page.isEmpty()) {
        fill(done);
      }
      return Optional.ofNullable(page.peek());
    }

    /** The first entry at this place or behind it. */
    Optional<IndexEntry> atOrBehind(String place) {
      while (!page.isEmpty() && page.element().place().compareTo(place) > 0) {
        page.remove();
      }
      if (page.isEmpty()) {
        fill(Optional.of(place));
      }
      return Optional.ofNullable(page.peek());
    }

    void skip() {
      done = Optional.of(page.remove().place());
    }

    /** Bounds are inclusive, so the entry that was done last may come again. */
    private void fill(Optional<String> from) {
      if (more) {
        List<IndexEntry> found = store.entries(tenant, tag, from, PAGE);
        read += found.size();
        more = found.size() == PAGE;
        found.stream().filter(entry -> !Optional.of(entry.place()).equals(done)).forEach(page::add);
      }
    }
  }
}
