// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import dev.foundation.api.documents.indexing.IndexEntry;
import dev.foundation.api.documents.indexing.IndexStore;
import dev.foundation.api.documents.indexing.StoredIndexes;
import dev.foundation.api.documents.storage.DocumentTransaction.Outcome;
import dev.foundation.api.documents.storage.StoredDocument;
import dev.foundation.api.tenant.Tenant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The index store's contract on the documents that another fake has. */
final class InMemoryIndexStore implements IndexStore {

  private final InMemoryDocumentStore documents;
  private final Map<String, StoredIndexes> indexes = new HashMap<>();

  private Runnable beforeNextRetag = () -> {};
  private Runnable atTheEnd = () -> {};
  private int contended;
  private int replacementsLeft = Integer.MAX_VALUE;

  InMemoryIndexStore(InMemoryDocumentStore documents) {
    this.documents = documents;
  }

  /** Lets somebody else come first, once. */
  void beforeNextRetag(Runnable other) {
    beforeNextRetag = other;
  }

  /** Lets the next retags collide with another transaction. */
  void contendRetags(int count) {
    contended = count;
  }

  /** Does this in place of the replacement after so many, once. */
  void afterReplacements(int count, Runnable end) {
    replacementsLeft = count;
    atTheEnd = end;
  }

  @Override
  public Optional<StoredIndexes> find(Tenant tenant, String collection) {
    return Optional.ofNullable(indexes.get(tenant.foundationId() + "/" + collection));
  }

  @Override
  public boolean replace(Tenant tenant, String collection, StoredIndexes next) {
    if (replacementsLeft-- == 0) {
      atTheEnd.run();
    }
    long before = find(tenant, collection).map(StoredIndexes::revision).orElse(0L);
    if (next.revision() != before + 1) {
      return false;
    }
    indexes.put(tenant.foundationId() + "/" + collection, next);
    return true;
  }

  @Override
  public List<IndexEntry> entries(Tenant tenant, String tag, Optional<String> from, int limit) {
    return documents.all(tenant).stream()
        .filter(document -> document.tags().contains(tag))
        .map(document -> new IndexEntry(InMemoryDocumentStore.place(document), document.key()))
        .filter(entry -> from.filter(place -> entry.place().compareTo(place) > 0).isEmpty())
        .sorted(Comparator.comparing(IndexEntry::place).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public Outcome retag(Tenant tenant, StoredDocument document, List<String> tags) {
    Runnable other = beforeNextRetag;
    beforeNextRetag = () -> {};
    other.run();
    if (contended-- > 0) {
      return Outcome.CONTENDED;
    }
    return documents.retag(tenant, document, tags) ? Outcome.DONE : Outcome.LOST_RACE;
  }
}
