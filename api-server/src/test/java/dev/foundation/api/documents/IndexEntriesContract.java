// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.documents.indexing.IndexEntry;
import dev.foundation.api.documents.indexing.IndexStore;
import dev.foundation.api.documents.indexing.StoredIndexes;
import dev.foundation.api.documents.storage.DocumentChange;
import dev.foundation.api.documents.storage.DocumentRemoval;
import dev.foundation.api.documents.storage.DocumentTransaction.Outcome;
import dev.foundation.api.documents.storage.StoredDocument;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store does with the entries of indexes: they come and go with their documents. */
abstract class IndexEntriesContract extends StoreSamples {

  private final String one = tag();
  private final String two = tag();
  private final String three = tag();

  /** The index store of the same documents. */
  protected abstract IndexStore indexes();

  @Test
  void keepsEntriesWithTheirDocument() {
    DocumentChange first = tagged(creation(NOW, 10), one, two);
    assertThat(apply(first)).isEqualTo(Outcome.DONE);
    assertThat(store().find(tenant(), first.after().key())).contains(first.after());
    assertFound(first, one, two);

    DocumentChange second = tagged(next(first, false), two, three);
    assertThat(apply(second)).isEqualTo(Outcome.DONE);
    assertFound(second, two, three);
    assertFound(second.after(), List.of(), one);

    assertThat(remove(second.after())).isEqualTo(Outcome.DONE);
    assertFound(second.after(), List.of(), one, two, three);
  }

  @Test
  void keepsNoEntriesOfWhatDidNotHappen() {
    DocumentChange first = tagged(creation(NOW, 10), one);
    apply(first);
    DocumentChange other = created(NOW, 10);
    DocumentChange absent = creation(NOW, 10);

    assertThat(apply(tagged(next(first, false), two), tagged(other, three)))
        .isEqualTo(Outcome.LOST_RACE);
    assertThat(apply(tagged(next(absent, false), three))).isEqualTo(Outcome.LOST_RACE);

    assertFound(first, one);
    assertFound(first.after(), List.of(), two, three);
  }

  @Test
  void findsEntriesNewestFirst() {
    DocumentChange old = tagged(creation(NOW, 10), one);
    DocumentChange young = tagged(creation(NOW.plusMillis(1), 10), one);
    apply(old);
    apply(young);

    List<IndexEntry> all = indexes().entries(tenant(), one, Optional.empty(), 9);
    assertThat(all)
        .extracting(IndexEntry::key)
        .containsExactly(young.after().key(), old.after().key());
    assertThat(indexes().entries(tenant(), one, Optional.empty(), 1))
        .containsExactly(all.getFirst());
    assertThat(indexes().entries(tenant(), one, Optional.of(all.getLast().place()), 9))
        .containsExactly(all.getLast());
    assertThat(indexes().entries(otherTenant(), one, Optional.empty(), 9)).isEmpty();
  }

  @Test
  void putsADocumentUnderOtherTagsAsItIsNow() {
    DocumentChange first = tagged(creation(NOW, 10), one);
    apply(first);

    assertThat(indexes().retag(tenant(), first.after(), List.of(two))).isEqualTo(Outcome.DONE);
    assertFound(first.after(), List.of(), one);
    assertFound(tagged(first, two), two);
    assertThat(indexes().retag(tenant(), first.after(), List.of(three)))
        .isEqualTo(Outcome.LOST_RACE);
    assertThat(apply(tagged(next(first, false), three))).isEqualTo(Outcome.LOST_RACE);
    assertThat(remove(first.after())).isEqualTo(Outcome.LOST_RACE);

    StoredDocument now = store().find(tenant(), first.after().key()).orElseThrow();
    assertThat(now.tags()).containsExactly(two);
    assertThat(indexes().retag(tenant(), now, List.of())).isEqualTo(Outcome.DONE);
    assertFound(first.after(), List.of(), one, two, three);
  }

  @Test
  void replacesADefinitionByTheNextRevisionOnly() {
    StoredIndexes first = new StoredIndexes(1, sealed(10));
    StoredIndexes second = new StoredIndexes(2, sealed(11));

    assertThat(indexes().find(tenant(), collection)).isEmpty();
    assertThat(indexes().replace(tenant(), collection, second)).isFalse();
    assertThat(indexes().replace(tenant(), collection, first)).isTrue();
    assertThat(indexes().replace(tenant(), collection, first)).isFalse();
    assertThat(indexes().replace(tenant(), collection, second)).isTrue();
    assertThat(indexes().find(tenant(), collection)).contains(second);
    assertThat(indexes().find(otherTenant(), collection)).isEmpty();
  }

  private void assertFound(DocumentChange change, String... tags) {
    assertThat(store().find(tenant(), change.after().key()))
        .get()
        .extracting(StoredDocument::tags)
        .isEqualTo(List.of(tags));
    assertFound(change.after(), List.of(change.after().key()), tags);
  }

  private void assertFound(StoredDocument document, List<String> expected, String... tags) {
    for (String tag : tags) {
      assertThat(indexes().entries(tenant(), tag, Optional.empty(), 9))
          .as(document.key())
          .extracting(IndexEntry::key)
          .isEqualTo(expected);
    }
  }

  private Outcome remove(StoredDocument document) {
    return store().remove(tenant(), new DocumentRemoval(document, null));
  }

  private static String tag() {
    return hash() + ".00ff";
  }
}
