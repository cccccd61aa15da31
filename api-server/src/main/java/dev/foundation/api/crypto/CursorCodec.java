// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto;

import dev.foundation.api.tenant.Tenant;

/**
 * Makes a list position a token that its holder can neither read nor use elsewhere.
 *
 * <p>AES-256-GCM under a key derived from the workspace's beacon key, bound to the workspace and to
 * a scope.
 */
public interface CursorCodec {

  /**
   * Encodes a position.
   *
   * @param scope the operation and every parameter the position depends on
   * @return base64url without padding
   */
  String encode(Tenant tenant, String scope, String position);

  /**
   * Decodes a position.
   *
   * @param scope exactly what was given to {@code encode}
   * @throws dev.foundation.api.problem.ProblemException {@code invalid-cursor} if it was not made
   *     for this workspace and scope
   */
  String decode(Tenant tenant, String scope, String cursor);
}
