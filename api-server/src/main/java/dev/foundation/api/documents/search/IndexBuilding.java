// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.search;

import dev.foundation.api.crypto.IntegrityException;
import dev.foundation.api.documents.indexing.CollectionIndexes;
import dev.foundation.api.documents.indexing.CollectionIndexes.Current;
import dev.foundation.api.documents.indexing.IndexDefinition;
import dev.foundation.api.documents.indexing.IndexStore;
import dev.foundation.api.documents.records.DocumentRecords;
import dev.foundation.api.documents.sealing.SealedDocuments;
import dev.foundation.api.documents.storage.DocumentStore;
import dev.foundation.api.documents.storage.DocumentTransaction.Outcome;
import dev.foundation.api.documents.storage.ListingQuery;
import dev.foundation.api.documents.storage.ListingQuery.Order;
import dev.foundation.api.documents.storage.StoredDocument;
import dev.foundation.api.documents.storage.StoredPage;
import dev.foundation.api.logging.Failures;
import dev.foundation.api.tenant.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts documents that were there before under the tags of fields named later, page by page. How far
 * it came stands in the definition: whoever looks at a collection whose building has stopped, goes
 * on with it, in whichever process.
 */
public final class IndexBuilding {

  private static final Logger LOG = LoggerFactory.getLogger(IndexBuilding.class);
  private static final int PAGE = 100;
  private static final int ATTEMPTS = 5;

  /** Longer than a page takes: after that nobody is building any more. */
  private static final Duration STOPPED = Duration.ofSeconds(60);

  private final CollectionIndexes indexes;
  private final Stores stores;
  private final SealedDocuments sealed;
  private final DocumentRecords records;
  private final Background background;
  private final InstantSource clock;
  private final Set<Work> underWay = ConcurrentHashMap.newKeySet();

  private record Work(String table, String collection) {}

  /** Where documents and their entries are. */
  public record Stores(DocumentStore documents, IndexStore entries) {}

  /**
   * Where building runs.
   *
   * @param now at once
   * @param settled when no write follows the definition before any more
   */
  public record Background(Executor now, Executor settled) {}

  /** Building in these stores. */
  public IndexBuilding(
      CollectionIndexes indexes,
      Stores stores,
      SealedDocuments sealed,
      DocumentRecords records,
      Background background,
      InstantSource clock) {
    this.indexes = indexes;
    this.stores = stores;
    this.sealed = sealed;
    this.records = records;
    this.background = background;
    this.clock = clock;
  }

  /** Builds when the definition, which has just changed, has settled. */
  void begin(Tenant tenant, String collection) {
    background.settled().execute(() -> run(tenant, collection));
  }

  /** Goes on with what nobody is building any more. */
  void resume(Tenant tenant, String collection, IndexDefinition definition) {
    Instant now = clock.instant();
    if (!definition.complete()
        && hasSettled(definition, now)
        && !definition.movedAt().plus(STOPPED).isAfter(now)
        && !underWay.contains(work(tenant, collection))) {
      background.now().execute(() -> run(tenant, collection));
    }
  }

  private void run(Tenant tenant, String collection) {
    Work work = work(tenant, collection);
    if (!underWay.add(work)) {
      return;
    }
    try {
      boolean more = true;
      while (more) {
        more = step(tenant, collection);
      }
    } catch (RuntimeException e) {
      // Whoever looks next goes on.
      LOG.warn("building an index stopped: {}", Failures.trace(e));
    } finally {
      underWay.remove(work);
    }
  }

  /**
   * Builds one page, or as much of it as the definition may be followed for; whether there is more
   * for us.
   */
  private boolean step(Tenant tenant, String collection) {
    Current current = indexes.latest(tenant, collection);
    IndexDefinition definition = current.definition();
    if (definition.complete() || !hasSettled(definition, clock.instant())) {
      return false;
    }
    StoredPage page =
        stores
            .documents()
            .list(
                tenant,
                new ListingQuery(
                    sealed.collection(tenant, collection),
                    Order.ASCENDING,
                    Optional.empty(),
                    Optional.ofNullable(definition.position()),
                    PAGE));
    for (StoredDocument document : page.documents()) {
      if (!indexes.isUsable(current)) {
        return true;
      }
      retag(tenant, collection, definition, document);
    }
    IndexDefinition next =
        definition.examined(page.documents().size(), page.next(), clock.instant());
    return indexes.replace(tenant, collection, current, next) && !next.complete();
  }

  private void retag(
      Tenant tenant, String collection, IndexDefinition definition, StoredDocument listed) {
    Optional<StoredDocument> document = Optional.of(listed);
    for (int attempt = 0; attempt < ATTEMPTS && document.isPresent(); attempt++) {
      StoredDocument now = document.get();
      List<String> tags = tags(tenant, collection, definition, now);
      if (tags.equals(now.tags()) || stores.entries().retag(tenant, now, tags) == Outcome.DONE) {
        return;
      }
      document = stores.documents().find(tenant, now.key());
    }
    if (document.isPresent()) {
      throw new IllegalStateException("a document is changed all the time");
    }
  }

  /** What cannot be opened keeps its tags: reading it fails anyway. */
  private List<String> tags(
      Tenant tenant, String collection, IndexDefinition definition, StoredDocument document) {
    try {
      return records.opened(tenant, collection, document).envelope().live().stream()
          .flatMap(content -> indexes.tags(tenant, collection, definition, content).stream())
          .toList();
    } catch (IntegrityException e) {
      LOG.warn("a document is not indexed: {}", Failures.trace(e));
      return document.tags();
    }
  }

  private static boolean hasSettled(IndexDefinition definition, Instant now) {
    return !definition.since().plus(CollectionIndexes.SETTLING).isAfter(now);
  }

  private static Work work(Tenant tenant, String collection) {
    return new Work(tenant.resources().tableName(), collection);
  }
}
