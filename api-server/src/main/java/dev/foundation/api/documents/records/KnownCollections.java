// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.documents.records;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.foundation.api.documents.sealing.SealedDocuments;
import dev.foundation.api.documents.storage.DocumentStore;
import dev.foundation.api.tenant.Tenant;

/** Registers a collection before its first document; each process does so once per collection. */
final class KnownCollections {

  private static final int MOST_REMEMBERED = 100_000;

  private final DocumentStore store;
  private final SealedDocuments sealed;
  private final Cache<Key, Boolean> known =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

  private record Key(String table, String collection) {}

  KnownCollections(DocumentStore store, SealedDocuments sealed) {
    this.store = store;
    this.sealed = sealed;
  }

  void ensure(Tenant tenant, String collection) {
    Key key = new Key(tenant.resources().tableName(), sealed.collection(tenant, collection));
    if (known.getIfPresent(key) == null) {
      store.registerCollection(tenant, key.collection(), sealed.sealCollection(tenant, collection));
      known.put(key, true);
    }
  }
}
