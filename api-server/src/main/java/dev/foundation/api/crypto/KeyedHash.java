// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto;

import dev.foundation.api.tenant.Tenant;

/**
 * Turns names into opaque keys that only this workspace can compute.
 *
 * <p>HMAC-SHA256 under a key that HKDF-SHA256 derives from the workspace's beacon key, which
 * rotation of the branch key never changes: the same parts hash the same for ever.
 */
public interface KeyedHash {

  /**
   * The hash of the parts in their order; {@code ("ab", "c")} and {@code ("a", "bc")} differ.
   *
   * @return 32 bytes as 43 characters of base64url without padding
   * @throws dev.foundation.api.problem.ProblemException {@code unavailable} if the key cannot be
   *     used
   */
  String hash(Tenant tenant, HashPurpose purpose, String... parts);
}
