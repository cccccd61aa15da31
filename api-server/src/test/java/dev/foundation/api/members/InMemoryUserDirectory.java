// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.members;

import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.crds.contract.GroupName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** A user pool in memory. */
final class InMemoryUserDirectory implements UserDirectory {

  final Map<String, DirectoryUser> users = new ConcurrentSkipListMap<>();
  private final Map<GroupName, Set<String>> groups = new ConcurrentHashMap<>();

  /** Makes the group, which is the operator's work. */
  void create(GroupName group) {
    groups.putIfAbsent(group, ConcurrentHashMap.newKeySet());
  }

  /** Takes the group away with its memberships, which is the operator's work too. */
  void destroy(GroupName group) {
    groups.remove(group);
  }

  @Override
  public DirectoryUser findOrInvite(Tenant tenant, String email) {
    return find(tenant, email)
        .orElseGet(() -> {
          var user = new DirectoryUser(UUID.randomUUID().toString(), email, true);
          users.put(user.sub(), user);
          return user;
        });
  }

  @Override
  public Optional<DirectoryUser> find(Tenant tenant, String name) {
    return users.values().stream()
        .filter(user -> user.sub().equals(name) || user.email().equals(name))
        .findFirst();
  }

  @Override
  public Set<GroupName> groups(Tenant tenant, String sub) {
    return groups.entrySet().stream()
        .filter(group -> group.getKey().workspaceAddress().equals(tenant.address()))
        .filter(group -> group.getValue().contains(sub))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  @Override
  public int memberships(Tenant tenant, String sub) {
    return (int) groups.values().stream().filter(members -> members.contains(sub)).count();
  }

  @Override
  public List<DirectoryUser> members(Tenant tenant, GroupName group) {
    return new TreeSet<>(own(tenant, group))
        .stream().flatMap(sub -> Optional.ofNullable(users.get(sub)).stream()).toList();
  }

  @Override
  public void join(Tenant tenant, String sub, GroupName group) {
    own(tenant, group);
    if (!groups.containsKey(group)) {
      throw new ProblemException(ProblemType.WORKSPACE_NOT_READY, "No such group.");
    }
    groups.computeIfPresent(
        group,
        (same, members) -> {
          members.add(sub);
          return members;
        });
  }

  @Override
  public void leave(Tenant tenant, String sub, GroupName group) {
    own(tenant, group).remove(sub);
  }

  private Set<String> own(Tenant tenant, GroupName group) {
    if (!group.workspaceAddress().equals(tenant.address())) {
      throw new IllegalArgumentException("a group of another workspace");
    }
    return groups.getOrDefault(group, Set.of());
  }
}
