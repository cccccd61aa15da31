// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.indexing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The indexes of a collection and how far they are built.
 *
 * @param fields that every write indexes
 * @param searchable those of them whose indexes have every document
 * @param complete whether no document stands under tags of earlier definitions any more
 * @param since when the fields were named
 * @param position where in the listing the building goes on; null at its beginning
 * @param examined documents that the building has seen
 * @param movedAt when the building last went on
 */
public record IndexDefinition(
    List<IndexedField> fields,
    List<IndexedField> searchable,
    boolean complete,
    Instant since,
    @Nullable String position,
    long examined,
    Instant movedAt) {

  /** No field is indexed. */
  public static final IndexDefinition NONE =
      new IndexDefinition(List.of(), List.of(), true, Instant.EPOCH, null, 0, Instant.EPOCH);

  public IndexDefinition {
    fields = List.copyOf(fields);
    searchable = List.copyOf(searchable);
  }

  /** What follows when other fields are named: those that stay, stay searchable. */
  public IndexDefinition naming(List<IndexedField> named, Instant now) {
    List<IndexedField> staying = new ArrayList<>(searchable);
    staying.retainAll(named);
    return new IndexDefinition(named, staying, false, now, null, 0, now);
  }

  /**
   * What follows when some more documents were examined.
   *
   * @param next where to go on; empty at the end
   */
  public IndexDefinition examined(int documents, Optional<String> next, Instant now) {
    return new IndexDefinition(
        fields,
        next.isPresent() ? searchable : fields,
        next.isEmpty(),
        since,
        next.orElse(null),
        examined + documents,
        now);
  }

  /** The indexed field of this name. */
  public Optional<IndexedField> field(String pointer) {
    return fields.stream().filter(field -> field.field().equals(pointer)).findAny();
  }
}
