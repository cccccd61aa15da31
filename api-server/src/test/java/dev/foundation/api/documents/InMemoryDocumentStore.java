// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import dev.foundation.api.crypto.Sealed;
import dev.foundation.api.documents.storage.DocumentChange;
import dev.foundation.api.documents.storage.DocumentRemoval;
import dev.foundation.api.documents.storage.DocumentStore;
import dev.foundation.api.documents.storage.DocumentTransaction;
import dev.foundation.api.documents.storage.ListingQuery;
import dev.foundation.api.documents.storage.ListingQuery.Order;
import dev.foundation.api.documents.storage.StoredCollection;
import dev.foundation.api.documents.storage.StoredDocument;
import dev.foundation.api.documents.storage.StoredPage;
import dev.foundation.api.documents.storage.StoredVersion;
import dev.foundation.api.idempotency.StoredReplay;
import dev.foundation.api.tenant.Tenant;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The store's contract in memory; a test may swap records and step in before a change. */
final class InMemoryDocumentStore implements DocumentStore {

  private final InstantSource clock;
  private final Map<String, DocumentChange> current = new HashMap<>();
  private final Map<String, StoredReplay> replays = new HashMap<>();
  private final List<DocumentChange> history = new ArrayList<>();
  private final Map<String, List<DocumentChange>> histories = new HashMap<>();
  private final TreeMap<String, Sealed> collections = new TreeMap<>();
  private @Nullable Runnable beforeNextChange;
  private Runnable beforeNextErasure = () -> {};
  private Runnable beforeNextRegistration = () -> {};

  InMemoryDocumentStore(InstantSource clock) {
    this.clock = clock;
  }

  /** Every change ever made. */
  List<DocumentChange> history() {
    return history;
  }

  /** Lets somebody else come first, once. */
  void beforeNextChange(Runnable other) {
    beforeNextChange = other;
  }

  /** Does this when a document has ended and its history is about to go, once. */
  void beforeNextErasure(Runnable step) {
    beforeNextErasure = step;
  }

  /** Does this when a collection is about to be registered, once. */
  void beforeNextRegistration(Runnable step) {
    beforeNextRegistration = step;
  }

  /** Exchanges what two documents carry, as an intruder in the table could. */
  void swap(Tenant tenant, String one, String two) {
    DocumentChange first = current.get(of(tenant, one));
    DocumentChange second = current.get(of(tenant, two));
    current.put(of(tenant, one), with(first, second.after().sealed(), first.after().tags()));
    current.put(of(tenant, two), with(second, first.after().sealed(), second.after().tags()));
  }

  @Override
  public Optional<StoredDocument> find(Tenant tenant, String key) {
    return Optional.ofNullable(current.get(of(tenant, key))).map(DocumentChange::after);
  }

  @Override
  public List<StoredDocument> findAll(Tenant tenant, List<String> keys) {
    return keys.stream().flatMap(key -> find(tenant, key).stream()).toList();
  }

  /** Every current record of a tenant. */
  List<StoredDocument> all(Tenant tenant) {
    return current.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(of(tenant, "")))
        .map(entry -> entry.getValue().after())
        .toList();
  }

  /** Puts a document under other tags, if it is still this one. */
  boolean retag(Tenant tenant, StoredDocument document, List<String> tags) {
    DocumentChange change = current.get(of(tenant, document.key()));
    if (change == null || !change.after().equals(document)) {
      return false;
    }
    current.put(of(tenant, document.key()), with(change, document.sealed(), tags));
    return true;
  }

  @Override
  public DocumentTransaction.Outcome apply(Tenant tenant, DocumentTransaction transaction) {
    Runnable other = beforeNextChange;
    if (other != null) {
      beforeNextChange = null;
      other.run();
    }
    Optional<StoredReplay> replay = transaction.replayed();
    if (replay.flatMap(sent -> findReplay(tenant, sent.key(), clock.instant())).isPresent()) {
      return DocumentTransaction.Outcome.REPLAY_EXISTS;
    }
    if (!transaction.changes().stream().allMatch(change -> isNext(tenant, change))) {
      return DocumentTransaction.Outcome.LOST_RACE;
    }
    for (DocumentChange change : transaction.changes()) {
      String key = of(tenant, change.after().key());
      current.put(key, change);
      history.add(change);
      histories.computeIfAbsent(key, first -> new ArrayList<>()).add(change);
    }
    replay.ifPresent(sent -> replays.put(of(tenant, sent.key()), sent));
    return DocumentTransaction.Outcome.DONE;
  }

  @Override
  public DocumentTransaction.Outcome remove(Tenant tenant, DocumentRemoval removal) {
    Optional<StoredReplay> replay = removal.replayed();
    if (replay.flatMap(sent -> findReplay(tenant, sent.key(), clock.instant())).isPresent()) {
      return DocumentTransaction.Outcome.REPLAY_EXISTS;
    }
    String key = removal.current().key();
    if (!isSame(find(tenant, key), Optional.of(removal.current()))) {
      return DocumentTransaction.Outcome.LOST_RACE;
    }
    current.remove(of(tenant, key));
    replay.ifPresent(sent -> replays.put(of(tenant, sent.key()), sent));
    return DocumentTransaction.Outcome.DONE;
  }

  @Override
  public boolean eraseHistory(Tenant tenant, String key) {
    Runnable before = beforeNextErasure;
    beforeNextErasure = () -> {};
    before.run();
    return find(tenant, key).isEmpty() && histories.remove(of(tenant, key)) != null;
  }

  private boolean isNext(Tenant tenant, DocumentChange change) {
    Optional<StoredDocument> now = find(tenant, change.after().key());
    boolean orphaned = now.isEmpty() && histories.containsKey(of(tenant, change.after().key()));
    return !orphaned && isSame(now, Optional.ofNullable(change.before()));
  }

  private static boolean isSame(Optional<StoredDocument> one, Optional<StoredDocument> other) {
    return one.map(StoredDocument::etag).equals(other.map(StoredDocument::etag))
        && one.map(StoredDocument::tags).equals(other.map(StoredDocument::tags));
  }

  @Override
  public Optional<StoredVersion> findVersion(Tenant tenant, String key, long version) {
    return versions(tenant, key, version + 1, 1).stream()
        .filter(found -> found.version() == version)
        .findAny();
  }

  @Override
  public List<StoredVersion> versions(Tenant tenant, String key, long below, int limit) {
    return histories.getOrDefault(of(tenant, key), List.of()).stream()
        .map(change ->
            new StoredVersion(change.after().version(), change.after().etag(), change.history()))
        .filter(version -> version.version() < below)
        .sorted(Comparator.comparingLong(StoredVersion::version).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<StoredReplay> findReplay(Tenant tenant, String key, Instant now) {
    return Optional.ofNullable(replays.get(of(tenant, key)))
        .filter(replay -> replay.expiresAt().isAfter(now));
  }

  @Override
  public void registerCollection(Tenant tenant, String collection, Sealed name) {
    Runnable before = beforeNextRegistration;
    beforeNextRegistration = () -> {};
    before.run();
    collections.putIfAbsent(of(tenant, collection), name);
  }

  @Override
  public List<StoredCollection> collections(Tenant tenant, Optional<String> after, int limit) {
    String from = of(tenant, after.orElse(""));
    return collections.tailMap(from, false).entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(of(tenant, "")))
        .map(entry ->
            new StoredCollection(
                entry.getKey().substring(of(tenant, "").length()), entry.getValue()))
        .limit(limit)
        .toList();
  }

  @Override
  public StoredPage list(Tenant tenant, ListingQuery query) {
    Comparator<StoredDocument> byPlace = Comparator.comparing(InMemoryDocumentStore::place);
    List<StoredDocument> listed =
        current.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith(tenant.foundationId() + "/"))
            .map(Map.Entry::getValue)
            .filter(change -> change.collection().equals(query.collection()))
            .map(DocumentChange::after)
            .filter(document -> !document.deleted())
            .filter(d -> query.createdAfter().filter(t -> !d.createdAt().isAfter(t)).isEmpty())
            .filter(document -> isAfter(document, query))
            .sorted(query.order() == Order.ASCENDING ? byPlace : byPlace.reversed())
            .toList();
    int length = pageLength(listed, query.limit());
    List<StoredDocument> page = listed.subList(0, length);
    boolean more = length < listed.size();
    return new StoredPage(page, more ? Optional.of(place(page.getLast())) : Optional.empty());
  }

  private static boolean isAfter(StoredDocument document, ListingQuery query) {
    int compared = query.after().map(position -> place(document).compareTo(position)).orElse(0);
    return query.after().isEmpty()
        || (query.order() == Order.ASCENDING ? compared > 0 : compared < 0);
  }

  private static int pageLength(List<StoredDocument> listed, int limit) {
    long size = 0;
    int length = 0;
    while (length < Math.min(limit, listed.size())) {
      size += listed.get(length).sealed().bytes().length;
      if (length > 0 && size > StoredPage.MOST_BYTES) {
        break;
      }
      length++;
    }
    return length;
  }

  static String place(StoredDocument document) {
    return "%015d".formatted(document.createdAt().toEpochMilli()) + document.key();
  }

  private static String of(Tenant tenant, String key) {
    return tenant.foundationId() + "/" + key;
  }

  private static DocumentChange with(DocumentChange change, Sealed sealed, List<String> tags) {
    StoredDocument own = change.after();
    StoredDocument other =
        new StoredDocument(
            own.key(),
            own.version(),
            own.etag(),
            sealed,
            own.name(),
            own.createdAt(),
            own.updatedAt(),
            own.deleted(),
            tags);
    return new DocumentChange(change.collection(), change.before(), other, change.history());
  }
}
