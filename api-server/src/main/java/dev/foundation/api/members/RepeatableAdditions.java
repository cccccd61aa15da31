// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.members;

import dev.foundation.api.members.MembershipStore.Addition;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.crds.contract.GroupName;
import dev.foundation.crds.spec.RoleSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Lets the same addition be sent again under its {@code Idempotency-Key}. Whether it is the same is
 * told by whom it concerns and what it grants: neither address nor request is kept.
 */
final class RepeatableAdditions {

  private static final Duration REMEMBERED = Duration.ofHours(24);

  /** Longer than an addition takes. */
  private static final Duration UNDER_WAY = Duration.ofMinutes(1);

  private final MemberService members;
  private final UserDirectory directory;
  private final MembershipStore store;
  private final InstantSource clock;

  RepeatableAdditions(
      MemberService members, UserDirectory directory, MembershipStore store, InstantSource clock) {
    this.members = members;
    this.directory = directory;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Adds a member, or answers as it did when it was sent before.
   *
   * @param found as of {@link MemberService#add}; of a key's later request only whom its first one
   *     added, lest it tell who else has an account
   * @throws ProblemException {@code idempotency-key-reused}, {@code conflict} while it is under way
   */
  Member add(
      Tenant tenant,
      List<RoleSpec> defined,
      String email,
      Grant grant,
      String key,
      Consumer<String> found) {
    Instant now = clock.instant();
    Optional<Addition> earlier = store.claim(tenant, key, now, now.plus(UNDER_WAY));
    if (earlier.isPresent()) {
      return repeated(tenant, earlier.get(), email, grant, found);
    }
    Member added;
    try {
      added = members.add(tenant, defined, email, grant, found);
    } catch (RuntimeException e) {
      store.abandon(tenant, key);
      throw e;
    }
    store.keep(tenant, key, added.sub(), names(tenant, grant), now.plus(REMEMBERED));
    return added;
  }

  private Member repeated(
      Tenant tenant, Addition earlier, String email, Grant grant, Consumer<String> found) {
    if (earlier.sub() == null) {
      throw new ProblemException(
          ProblemType.CONFLICT,
          "A request with this Idempotency-Key is under way.",
          Map.of("Retry-After", "1"));
    }
    Optional<DirectoryUser> added =
        directory.find(tenant, email).filter(user -> user.sub().equals(earlier.sub()));
    added.map(DirectoryUser::sub).ifPresent(found);
    return added
        .filter(user -> earlier.groups().equals(names(tenant, grant)))
        .map(user -> Member.of(user, grant))
        .orElseThrow(() ->
            new ProblemException(
                ProblemType.IDEMPOTENCY_KEY_REUSED,
                "Idempotency-Key was sent with another request within the last day."));
  }

  private static Set<String> names(Tenant tenant, Grant grant) {
    return grant.groups(tenant).stream().map(GroupName::toString).collect(Collectors.toSet());
  }
}
