// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.members;

import dev.foundation.api.tenant.Tenant;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The members table in memory. */
final class InMemoryMembershipStore implements MembershipStore {

  /** The latest by address and sub. */
  final Map<String, Instant> outdated = new HashMap<>();

  private final Map<String, AdministratorRoll> rolls = new HashMap<>();
  private final Map<String, Kept> additions = new HashMap<>();

  private record Kept(Addition addition, Instant until) {}

  @Override
  public synchronized void outdate(Tenant tenant, String sub, Instant time) {
    outdated.put(tenant.address() + " " + sub, time);
  }

  @Override
  public synchronized AdministratorRoll roll(Tenant tenant) {
    return rolls.getOrDefault(tenant.address(), AdministratorRoll.NEW);
  }

  @Override
  public synchronized boolean replaceRoll(Tenant tenant, AdministratorRoll next) {
    if (roll(tenant).version() != next.version() - 1) {
      return false;
    }
    rolls.put(tenant.address(), next);
    return true;
  }

  @Override
  public synchronized Optional<Addition> claim(
      Tenant tenant, String key, Instant now, Instant until) {
    Kept known = additions.get(key(tenant, key));
    if (known != null && now.isBefore(known.until())) {
      return Optional.of(known.addition());
    }
    additions.put(key(tenant, key), new Kept(new Addition(null, Set.of()), until));
    return Optional.empty();
  }

  @Override
  public synchronized void keep(
      Tenant tenant, String key, String sub, Set<String> groups, Instant until) {
    additions.put(key(tenant, key), new Kept(new Addition(sub, groups), until));
  }

  @Override
  public synchronized void abandon(Tenant tenant, String key) {
    additions.remove(key(tenant, key));
  }

  private static String key(Tenant tenant, String key) {
    return tenant.address() + " " + tenant.principal().sub() + " " + key;
  }
}
