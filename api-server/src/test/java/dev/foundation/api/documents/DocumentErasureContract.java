// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.documents.storage.DocumentChange;
import dev.foundation.api.documents.storage.DocumentRemoval;
import dev.foundation.api.documents.storage.DocumentTransaction.Outcome;
import dev.foundation.api.documents.storage.StoredCollection;
import dev.foundation.api.idempotency.StoredReplay;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every document store does with several documents at once, and with their end. */
abstract class DocumentErasureContract extends IndexEntriesContract {

  @Test
  void makesAllChangesOfATransactionOrNone() {
    DocumentChange one = creation(NOW, 10);
    DocumentChange two = creation(NOW, 10);
    assertThat(apply(one, two)).isEqualTo(Outcome.DONE);

    DocumentChange next = next(one, false);
    assertThat(apply(next, creation(NOW, 10), two)).isEqualTo(Outcome.LOST_RACE);

    assertThat(store().find(tenant(), one.after().key())).contains(one.after());
    assertThat(apply(next, next(two, true))).isEqualTo(Outcome.DONE);
    assertThat(store().find(tenant(), one.after().key())).contains(next.after());
  }

  @Test
  void removesTheNamedVersionOnly() {
    DocumentChange first = created(NOW, 10);
    DocumentChange second = next(first, false);
    apply(second);
    String key = first.after().key();
    StoredReplay replay = new StoredReplay(hash(), sealed(20), NOW.plusSeconds(60));

    assertThat(remove(first, null)).isEqualTo(Outcome.LOST_RACE);
    assertThat(store().find(tenant(), key)).contains(second.after());
    assertThat(remove(second, replay)).isEqualTo(Outcome.DONE);
    assertThat(store().find(tenant(), key)).isEmpty();
    assertThat(store().findReplay(tenant(), replay.key(), NOW)).contains(replay);
    assertThat(remove(created(NOW, 10), replay)).isEqualTo(Outcome.REPLAY_EXISTS);
  }

  @Test
  void erasesTheHistoryOfWhatHasEnded() {
    DocumentChange first = created(NOW, 10);
    DocumentChange second = next(first, true);
    apply(second);
    String key = first.after().key();

    assertThat(store().eraseHistory(tenant(), key)).isFalse();
    assertThat(store().versions(tenant(), key, 9, 9)).hasSize(2);
    remove(second, null);
    assertThat(apply(first)).as("a successor before the end").isEqualTo(Outcome.LOST_RACE);
    assertThat(store().eraseHistory(otherTenant(), key)).isFalse();
    assertThat(store().eraseHistory(tenant(), key)).isTrue();
    assertThat(store().versions(tenant(), key, 9, 9)).isEmpty();
    assertThat(store().eraseHistory(tenant(), key)).isFalse();
    assertThat(apply(first)).isEqualTo(Outcome.DONE);
  }

  @Test
  void listsCollectionsByTheirHashes() {
    List<StoredCollection> three =
        Stream.of(5, 6, 7)
            .map(size -> new StoredCollection(hash(), sealed(size)))
            .sorted(Comparator.comparing(StoredCollection::collection))
            .toList();
    three.forEach(one -> store().registerCollection(tenant(), one.collection(), one.name()));

    List<StoredCollection> all = store().collections(tenant(), Optional.empty(), 200);

    assertThat(all)
        .isSortedAccordingTo(Comparator.comparing(StoredCollection::collection))
        .containsAll(three);
    assertThat(store().collections(tenant(), Optional.of(three.getFirst().collection()), 1))
        .containsExactly(all.get(all.indexOf(three.getFirst()) + 1));
    assertThat(store().collections(otherTenant(), Optional.empty(), 9))
        .doesNotContainAnyElementsOf(three);
  }

  private Outcome remove(DocumentChange change, StoredReplay replay) {
    return store().remove(tenant(), new DocumentRemoval(change.after(), replay));
  }
}
