// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.members;

import dev.foundation.api.members.AdministratorRoll.Departure;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.crds.contract.GroupName;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Sees to it that every workspace keeps an administrator, whoever takes one away where. */
final class Administrators {

  private static final int ATTEMPTS = 5;

  private final UserDirectory directory;
  private final MembershipStore store;
  private final InstantSource clock;

  Administrators(UserDirectory directory, MembershipStore store, InstantSource clock) {
    this.directory = directory;
    this.store = store;
    this.clock = clock;
  }

  /**
   * Writes an administrator's departure down, before the user pool is told.
   *
   * @throws ProblemException {@code last-administrator} if none would stay; {@code conflict}
   */
  void letGo(Tenant tenant, String sub) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      // The roll before the pool: a departure that is missing here fails the replacement.
      AdministratorRoll roll = store.roll(tenant);
      if (!roll.keepsOneWithout(sub, present(tenant), clock.instant())) {
        throw new ProblemException(
            ProblemType.LAST_ADMINISTRATOR, "Make somebody else an administrator first.");
      }
      if (store.replaceRoll(tenant, roll.leaving(sub, clock.instant()))) {
        return;
      }
    }
    throw contended(1);
  }

  /** Those who can log in. */
  private Set<String> present(Tenant tenant) {
    return directory
        .members(tenant, GroupName.admins(tenant.namespace(), tenant.workspace()))
        .stream()
        .filter(DirectoryUser::enabled)
        .map(DirectoryUser::sub)
        .collect(Collectors.toSet());
  }

  /** Notes that the user pool has been told. Where this fails, coming back takes longer. */
  void gone(Tenant tenant, String sub) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (store.replaceRoll(tenant, store.roll(tenant).left(sub, clock.instant()))) {
        return;
      }
    }
  }

  /**
   * Lets somebody count as an administrator again.
   *
   * @throws ProblemException {@code conflict} while an earlier departure may still be under way and
   *     would undo this later
   */
  void welcome(Tenant tenant, String sub) {
    AdministratorRoll roll = store.roll(tenant);
    Departure departure = roll.departures().get(sub);
    if (departure == null) {
      return;
    }
    if (departure.isUnderWay(clock.instant())) {
      throw contended(AdministratorRoll.UNDER_WAY.toSeconds());
    }
    if (!store.replaceRoll(tenant, roll.without(sub, clock.instant()))) {
      throw contended(1);
    }
  }

  private static ProblemException contended(long seconds) {
    return new ProblemException(
        ProblemType.CONFLICT,
        "Other changes of administrators are under way; try again later.",
        Map.of("Retry-After", String.valueOf(seconds)));
  }
}
