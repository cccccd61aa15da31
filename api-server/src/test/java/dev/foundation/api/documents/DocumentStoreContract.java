// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.documents.storage.DocumentChange;
import dev.foundation.api.documents.storage.DocumentTransaction.Outcome;
import dev.foundation.api.documents.storage.ListingQuery;
import dev.foundation.api.documents.storage.ListingQuery.Order;
import dev.foundation.api.documents.storage.StoredDocument;
import dev.foundation.api.documents.storage.StoredPage;
import dev.foundation.api.idempotency.StoredReplay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every document store does; the fake and the real one run it. */
public abstract class DocumentStoreContract extends DocumentErasureContract {

  @Test
  void findsWhatWasCreated() {
    DocumentChange change = creation(NOW, 10);

    assertThat(apply(change)).isEqualTo(Outcome.DONE);
    assertThat(store().find(tenant(), change.after().key())).contains(change.after());
  }

  @Test
  void keepsWorkspacesApart() {
    DocumentChange change = created(NOW, 10);

    assertThat(store().find(otherTenant(), change.after().key())).isEmpty();
    assertThat(store().list(otherTenant(), query(Order.ASCENDING, 10)).documents()).isEmpty();
  }

  @Test
  void createsOnce() {
    DocumentChange change = created(NOW, 10);

    assertThat(apply(change)).isEqualTo(Outcome.LOST_RACE);
  }

  @Test
  void replacesTheNamedVersionOnly() {
    DocumentChange first = created(NOW, 10);
    DocumentChange second = next(first, false);
    DocumentChange rival = next(first, false);

    assertThat(apply(second)).isEqualTo(Outcome.DONE);
    assertThat(apply(rival)).isEqualTo(Outcome.LOST_RACE);
    assertThat(store().find(tenant(), first.after().key())).contains(second.after());
  }

  @Test
  void replacesNothingThatIsNotThere() {
    DocumentChange absent = creation(NOW, 10);

    assertThat(apply(next(absent, false))).isEqualTo(Outcome.LOST_RACE);
    assertThat(store().find(tenant(), absent.after().key())).isEmpty();
  }

  @Test
  void keepsTombstonesButDoesNotListThem() {
    DocumentChange first = created(NOW, 10);
    DocumentChange tombstone = next(first, true);

    assertThat(apply(tombstone)).isEqualTo(Outcome.DONE);
    assertThat(store().find(tenant(), first.after().key())).contains(tombstone.after());
    assertThat(keys(store().list(tenant(), query(Order.ASCENDING, 10)))).isEmpty();
  }

  @Test
  void keepsEveryVersionInItsOrder() {
    DocumentChange first = created(NOW, 10);
    DocumentChange second = next(first, true);
    DocumentChange third = next(second, false);
    assertThat(apply(second)).isEqualTo(Outcome.DONE);
    assertThat(apply(third)).isEqualTo(Outcome.DONE);
    String key = first.after().key();

    assertThat(store().versions(tenant(), key, Long.MAX_VALUE, 2))
        .containsExactly(version(third), version(second));
    assertThat(store().versions(tenant(), key, 2, 2)).containsExactly(version(first));
    assertThat(store().versions(tenant(), key, 1, 2)).isEmpty();
    assertThat(store().findVersion(tenant(), key, 2)).contains(version(second));
    assertThat(store().findVersion(tenant(), key, 4)).isEmpty();
    assertThat(store().versions(otherTenant(), key, Long.MAX_VALUE, 2)).isEmpty();
  }

  @Test
  void takesAnIdempotencyKeyOnceUntilItExpires() {
    StoredReplay replay = new StoredReplay(hash(), sealed(20), NOW.plusSeconds(60));
    StoredReplay expired = new StoredReplay(hash(), sealed(20), NOW.minusSeconds(60));
    DocumentChange second = creation(NOW, 10);

    assertThat(apply(replay, creation(NOW, 10))).isEqualTo(Outcome.DONE);
    assertThat(store().findReplay(tenant(), replay.key(), NOW)).contains(replay);
    assertThat(apply(replay, second)).isEqualTo(Outcome.REPLAY_EXISTS);
    assertThat(store().find(tenant(), second.after().key())).isEmpty();
    assertThat(apply(expired, creation(NOW, 10))).isEqualTo(Outcome.DONE);
    assertThat(store().findReplay(tenant(), expired.key(), NOW)).isEmpty();
    assertThat(apply(expired, creation(NOW, 10))).isEqualTo(Outcome.DONE);
  }

  @Test
  void registersACollectionTwiceWithoutHarm() {
    store().registerCollection(tenant(), collection, sealed(5));
    store().registerCollection(tenant(), collection, sealed(6));
  }

  @Test
  void listsByCreationBothWaysPageByPage() {
    List<String> created =
        IntStream.range(0, 25).mapToObj(i -> created(NOW.plusMillis(i), 10).after().key()).toList();

    assertThat(walk(Order.ASCENDING, Optional.empty(), 4)).isEqualTo(created);
    assertThat(walk(Order.DESCENDING, Optional.empty(), 4)).isEqualTo(created.reversed());
    assertThat(walk(Order.ASCENDING, Optional.of(NOW.plusMillis(20)), 3))
        .isEqualTo(created.subList(21, 25));
    assertThat(walk(Order.DESCENDING, Optional.of(NOW.plusMillis(20)), 3))
        .isEqualTo(created.subList(21, 25).reversed());
    assertThat(walk(Order.ASCENDING, Optional.of(NOW.plusMillis(24)), 3)).isEmpty();
  }

  @Test
  void saysThatThereIsNoMoreWhenThePageIsExactlyFull() {
    created(NOW, 10);
    created(NOW.plusMillis(1), 10);

    assertThat(store().list(tenant(), query(Order.ASCENDING, 2)).next()).isEmpty();
  }

  @Test
  void keepsItsPlaceWhileOthersWrite() {
    List<DocumentChange> created =
        IntStream.range(0, 10).mapToObj(i -> created(NOW.plusMillis(i), 10)).toList();
    StoredPage first = store().list(tenant(), query(Order.DESCENDING, 5));

    created(NOW.plusMillis(100), 10);
    apply(next(created.get(7), false));
    apply(next(created.get(2), true));
    StoredPage second =
        store()
            .list(
                tenant(),
                new ListingQuery(collection, Order.DESCENDING, Optional.empty(), first.next(), 10));

    assertThat(keys(first)).isEqualTo(keysOf(created, 9, 8, 7, 6, 5));
    assertThat(keys(second)).isEqualTo(keysOf(created, 4, 3, 1, 0));
  }

  @Test
  void endsAPageAtOneMebibyte() {
    int size = 300 * 1024;
    List<String> created =
        IntStream.range(0, 5)
            .mapToObj(i -> created(NOW.plusMillis(i), size).after().key())
            .toList();

    StoredPage page = store().list(tenant(), query(Order.ASCENDING, 10));

    assertThat(page.documents()).hasSize(3);
    assertThat(walk(Order.ASCENDING, Optional.empty(), 10)).isEqualTo(created);
  }

  private List<String> walk(Order order, Optional<Instant> createdAfter, int limit) {
    List<String> keys = new ArrayList<>();
    Optional<String> position = Optional.empty();
    do {
      StoredPage page =
          store()
              .list(tenant(), new ListingQuery(collection, order, createdAfter, position, limit));
      keys.addAll(keys(page));
      position = page.next();
    } while (position.isPresent());
    return keys;
  }

  private ListingQuery query(Order order, int limit) {
    return new ListingQuery(collection, order, Optional.empty(), Optional.empty(), limit);
  }

  private static List<String> keys(StoredPage page) {
    return page.documents().stream().map(StoredDocument::key).toList();
  }

  private static List<String> keysOf(List<DocumentChange> changes, int... indexes) {
    return IntStream.of(indexes).mapToObj(i -> changes.get(i).after().key()).toList();
  }
}
