// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto.branchkey.materials;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.cryptography.keystore.KeyStore;
import software.amazon.cryptography.keystore.model.GetActiveBranchKeyInput;
import software.amazon.cryptography.keystore.model.GetBranchKeyVersionInput;

/** A branch key in its versions, each fetched once. */
final class BranchKeyVersions {

  private final KeyStore store;
  private final String id;
  private final BranchKey active;
  private final Map<UUID, BranchKey> versions = new ConcurrentHashMap<>();

  private BranchKeyVersions(KeyStore store, String id, BranchKey active) {
    this.store = store;
    this.id = id;
    this.active = active;
    versions.put(active.version(), active);
  }

  /** Fetches the active version: one KMS call. */
  static BranchKeyVersions fetch(KeyStore store, String id) {
    GetActiveBranchKeyInput input =
        GetActiveBranchKeyInput.builder().branchKeyIdentifier(id).build();
    return new BranchKeyVersions(
        store, id, BranchKey.of(store.GetActiveBranchKey(input).branchKeyMaterials()));
  }

  /** The version that wraps. */
  BranchKey active() {
    return active;
  }

  /** Any version there is, at the price of a KMS call for each but the active one. */
  BranchKey version(UUID version) {
    return versions.computeIfAbsent(version, this::fetch);
  }

  private BranchKey fetch(UUID version) {
    GetBranchKeyVersionInput input =
        GetBranchKeyVersionInput.builder()
            .branchKeyIdentifier(id)
            .branchKeyVersion(version.toString())
            .build();
    return BranchKey.of(store.GetBranchKeyVersion(input).branchKeyMaterials());
  }
}
