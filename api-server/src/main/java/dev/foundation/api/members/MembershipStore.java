// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.members;

import dev.foundation.api.tenant.Tenant;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the members processes of a cell write down together. No personal data: members are named by
 * sub.
 *
 * <p>Every method throws a {@code ProblemException} {@code unavailable} while the store does not
 * answer.
 */
public interface MembershipStore {

  /**
   * Tokens of this member for this workspace that were issued before the time count no more.
   *
   * @param time whole seconds count, as in tokens
   */
  void outdate(Tenant tenant, String sub, Instant time);

  /** The workspace's roll as of all finished changes. */
  AdministratorRoll roll(Tenant tenant);

  /**
   * Replaces the roll of the version before.
   *
   * @return false, having changed nothing, if another was faster
   */
  boolean replaceRoll(Tenant tenant, AdministratorRoll next);

  /**
   * An addition under an idempotency key.
   *
   * @param sub who was added; null while that is under way
   * @param groups the user pool's groups for what was granted
   */
  record Addition(@Nullable String sub, Set<String> groups) {

    public Addition {
      groups = Set.copyOf(groups);
    }
  }

  /**
   * Takes the caller's idempotency key for an addition that begins now.
   *
   * @param until when it is as good as new if nothing was kept under it
   * @return empty if the key was free, else what is under it
   */
  Optional<Addition> claim(Tenant tenant, String key, Instant now, Instant until);

  /** Keeps what was done under a claimed key: who was added to which of the pool's groups. */
  void keep(Tenant tenant, String key, String sub, Set<String> groups, Instant until);

  /** Gives a claimed key free again: nothing was done under it. */
  void abandon(Tenant tenant, String key);
}
