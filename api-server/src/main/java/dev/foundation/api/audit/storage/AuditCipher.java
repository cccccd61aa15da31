// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.audit.storage;

import dev.foundation.api.crypto.Sealed;
import dev.foundation.api.tenant.Tenant;

/** Encrypts blocks under the cell's audit key, so that they outlive the workspace's own key. */
public interface AuditCipher {

  /**
   * A new data key for one chain, sealed for this workspace and chain.
   *
   * @throws dev.foundation.api.problem.ProblemException {@code unavailable} if none can be had
   */
  Sealed newKey(Tenant tenant, ChainId chain);

  /**
   * Seals a block's content, bound to where it belongs.
   *
   * @param key from {@link #newKey} for the same chain
   * @throws dev.foundation.api.problem.ProblemException {@code unavailable} if the key cannot be
   *     used
   */
  StoredBlock seal(Tenant tenant, BlockAddress address, Sealed key, byte[] content);

  /**
   * Opens a block's content.
   *
   * @throws dev.foundation.api.crypto.IntegrityException if it is not what was sealed for there
   * @throws dev.foundation.api.problem.ProblemException {@code unavailable} if the key cannot be
   *     used
   */
  byte[] open(Tenant tenant, StoredBlock block);
}
