// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.search;

import dev.foundation.api.contention.Attempts;
import dev.foundation.api.documents.indexing.CollectionIndexes;
import dev.foundation.api.documents.indexing.CollectionIndexes.Current;
import dev.foundation.api.documents.indexing.IndexDefinition;
import dev.foundation.api.documents.indexing.IndexedField;
import dev.foundation.api.documents.sealing.DocumentAddress;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.crds.contract.Permission;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Names the searchable fields of collections. */
public final class IndexService {

  private final CollectionIndexes indexes;
  private final FrequencySample sample;
  private final IndexBuilding building;
  private final InstantSource clock;

  /** A service on these indexes. */
  public IndexService(
      CollectionIndexes indexes,
      FrequencySample sample,
      IndexBuilding building,
      InstantSource clock) {
    this.indexes = indexes;
    this.sample = sample;
    this.building = building;
    this.clock = clock;
  }

  /**
   * The searchable fields and how far their indexes are built.
   *
   * @throws ProblemException {@code permission-denied}, {@code invalid-request}, {@code
   *     integrity-failure}, {@code unavailable}
   */
  IndexDefinition get(Tenant tenant, String collection) {
    tenant.require(Permission.INDEXES_MANAGE);
    DocumentAddress.requireCollection(collection);
    IndexDefinition definition = indexes.latest(tenant, collection).definition();
    building.resume(tenant, collection, definition);
    return definition;
  }

  /**
   * Names the searchable fields, all of them: what is not named is not searchable any more.
   *
   * @param fields at most 10, as the contract says: each is an item more in a write
   * @throws ProblemException {@code permission-denied}, {@code invalid-request}, {@code
   *     reveals-frequency}, {@code conflict}, {@code integrity-failure}, {@code unavailable}
   */
  IndexDefinition put(Tenant tenant, String collection, List<IndexedField> fields) {
    tenant.require(Permission.INDEXES_MANAGE);
    DocumentAddress.requireCollection(collection);
    requireDifferent(fields);
    sample.requireRareValues(tenant, collection, fields);
    return Attempts.until(
        () -> named(tenant, collection, fields),
        () ->
            new ProblemException(ProblemType.CONFLICT, "Others are naming fields too; try again."));
  }

  /** The definition that names these fields; empty if others came first. */
  private Optional<IndexDefinition> named(
      Tenant tenant, String collection, List<IndexedField> fields) {
    Current current = indexes.latest(tenant, collection);
    if (current.definition().fields().equals(fields)) {
      building.resume(tenant, collection, current.definition());
      return Optional.of(current.definition());
    }
    IndexDefinition next = current.definition().naming(fields, clock.instant());
    if (!indexes.replace(tenant, collection, current, next)) {
      return Optional.empty();
    }
    building.begin(tenant, collection);
    return Optional.of(next);
  }

  private static void requireDifferent(List<IndexedField> fields) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < fields.size(); i++) {
      if (!names.add(fields.get(i).field())) {
        throw new ProblemException(
            ProblemType.INVALID_REQUEST, "fields[" + i + "] is named twice.");
      }
    }
  }
}
