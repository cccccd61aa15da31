// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.auth;

import dev.foundation.api.tenant.Principal;
import java.time.Duration;
import java.time.Instant;

/**
 * When members' rights in workspaces last changed. A token says what its bearer may do as of the
 * time it was issued, so one that is older than a change must not be believed.
 */
@FunctionalInterface
public interface NotBefore {

  /** No token is believed for longer, so no change matters for longer. */
  Duration LONGEST_TOKEN_LIFE = Duration.ofMinutes(15);

  /**
   * Whether this member's rights in the workspace have changed since.
   *
   * @param address {@code <namespace>.<name>}
   * @throws dev.foundation.api.problem.ProblemException {@code unavailable} while the changes of
   *     more than the last 10 s are not known
   */
  boolean overtakes(String address, Principal member, Instant issuedAt);
}
