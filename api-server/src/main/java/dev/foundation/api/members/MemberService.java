// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.members;

import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.crds.contract.GroupName;
import dev.foundation.crds.spec.RoleSpec;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Who is a member and as what. Nobody gives or takes what they do not have themselves. */
final class MemberService {

  /** Of all workspaces together: a token names them all, and headers have a limit everywhere. */
  private static final int MOST_GROUPS = 40;

  private final UserDirectory directory;
  private final MembershipStore store;
  private final Administrators administrators;
  private final InstantSource clock;

  MemberService(UserDirectory directory, MembershipStore store, InstantSource clock) {
    this.directory = directory;
    this.store = store;
    this.administrators = new Administrators(directory, store, clock);
    this.clock = clock;
  }

  /** All members who are something, by sub. */
  NavigableMap<String, Member> list(Tenant tenant, List<RoleSpec> defined) {
    Map<String, DirectoryUser> users = new TreeMap<>();
    Map<String, List<GroupName>> groups = new TreeMap<>();
    for (GroupName group : Grant.everything(defined).groups(tenant)) {
      for (DirectoryUser user : directory.members(tenant, group)) {
        users.put(user.sub(), user);
        groups.computeIfAbsent(user.sub(), first -> new ArrayList<>()).add(group);
      }
    }
    NavigableMap<String, Member> members = new TreeMap<>();
    users.forEach((sub, user) ->
        members.put(sub, Member.of(user, Grant.of(groups.getOrDefault(sub, List.of()), defined))));
    return members;
  }

  /**
   * Makes somebody a member; whoever is exactly that already stays it.
   *
   * @param found is told the sub before anything can fail that depends on it
   * @throws ProblemException {@code member-exists} with other rights, {@code permission-denied},
   *     {@code conflict} where the person is in too many groups
   */
  Member add(
      Tenant tenant, List<RoleSpec> defined, String email, Grant grant, Consumer<String> found) {
    requireOwn(tenant, defined, grant);
    DirectoryUser user = directory.findOrInvite(tenant, email);
    found.accept(user.sub());
    Grant current = Grant.of(directory.groups(tenant, user.sub()), defined);
    if (current.isNothing()) {
      requireRoom(tenant, user.sub(), current, grant);
      become(tenant, user.sub(), current, grant);
    } else if (!current.equals(grant)) {
      throw new ProblemException(
          ProblemType.MEMBER_EXISTS, "Change a member's rights with updateMember.");
    }
    return Member.of(user, grant);
  }

  /**
   * Gives a member other rights in place of all those there were.
   *
   * @throws ProblemException {@code member-not-found}, {@code permission-denied}, {@code
   *     last-administrator}, {@code conflict}
   */
  Member update(Tenant tenant, List<RoleSpec> defined, String sub, Grant next) {
    Set<GroupName> groups = groupsOf(tenant, sub);
    Grant current = Grant.of(groups, defined);
    requireOwn(tenant, defined, current);
    requireOwn(tenant, defined, next);
    if (!current.equals(next)) {
      Set<GroupName> lost = new HashSet<>(groups);
      lost.removeAll(next.groups(tenant));
      requireRoom(tenant, sub, current, next);
      boolean departs = current.admin() && !next.admin();
      outdating(
          tenant,
          sub,
          departs,
          () -> {
            become(tenant, sub, current, next);
            lost.forEach(group -> directory.leave(tenant, sub, group));
          });
    }
    return Member.of(directory.find(tenant, sub).orElseThrow(MemberService::notFound), next);
  }

  /**
   * Takes everything from a member; the account stays, it may be a member elsewhere.
   *
   * @throws ProblemException as {@link #update}
   */
  void remove(Tenant tenant, List<RoleSpec> defined, String sub) {
    Set<GroupName> groups;
    try {
      groups = groupsOf(tenant, sub);
    } catch (ProblemException e) {
      // An earlier removal may have ended in a crash just before its own last line.
      store.outdate(tenant, sub, clock.instant());
      throw e;
    }
    Grant current = Grant.of(groups, defined);
    requireOwn(tenant, defined, current);
    outdating(
        tenant,
        sub,
        current.admin(),
        () -> groups.forEach(group -> directory.leave(tenant, sub, group)));
  }

  /**
   * Makes a change that takes something away. The member's tokens are overtaken before it, lest a
   * crash leave them good, and after it, for those issued in between.
   */
  private void outdating(Tenant tenant, String sub, boolean departs, Runnable change) {
    if (departs) {
      administrators.letGo(tenant, sub);
    }
    store.outdate(tenant, sub, clock.instant());
    change.run();
    store.outdate(tenant, sub, clock.instant());
    if (departs) {
      administrators.gone(tenant, sub);
    }
  }

  private Set<GroupName> groupsOf(Tenant tenant, String sub) {
    Set<GroupName> groups = directory.groups(tenant, sub);
    if (groups.isEmpty()) {
      throw notFound();
    }
    return groups;
  }

  private static ProblemException notFound() {
    return new ProblemException(
        ProblemType.MEMBER_NOT_FOUND, "Nobody with this sub is a member of the workspace.");
  }

  private static void requireOwn(Tenant tenant, List<RoleSpec> defined, Grant grant) {
    if (!tenant.permissions().containsAll(grant.permissions(defined))) {
      throw new ProblemException(
          ProblemType.PERMISSION_DENIED,
          "You can give and take only rights that you have yourself.");
    }
  }

  private void requireRoom(Tenant tenant, String sub, Grant current, Grant next) {
    int more = next.groups(tenant).size() - current.groups(tenant).size();
    if (more > 0 && directory.memberships(tenant, sub) + more > MOST_GROUPS) {
      throw new ProblemException(
          ProblemType.CONFLICT,
          "A person has at most " + MOST_GROUPS + " rights and roles in all workspaces together.");
    }
  }

  private void become(Tenant tenant, String sub, Grant current, Grant next) {
    if (next.admin() && !current.admin()) {
      administrators.welcome(tenant, sub);
    }
    Set<GroupName> won = next.groups(tenant);
    won.removeAll(current.groups(tenant));
    won.forEach(group -> directory.join(tenant, sub, group));
  }
}
