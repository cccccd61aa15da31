// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.members;

import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.Tenants;
import dev.foundation.crds.contract.GroupName;
import dev.foundation.crds.contract.Permission;
import dev.foundation.crds.spec.RoleSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** A workspace with three roles and its first administrator. */
final class MembersFixture {

  static final RoleSpec VIEWERS = new RoleSpec("viewers", List.of(Permission.DOCUMENTS_READ));
  static final RoleSpec EDITORS =
      new RoleSpec("editors", List.of(Permission.DOCUMENTS_READ, Permission.DOCUMENTS_WRITE));
  static final RoleSpec HOSTS =
      new RoleSpec("hosts", List.of(Permission.DOCUMENTS_READ, Permission.MEMBERS_MANAGE));
  static final List<RoleSpec> ROLES = List.of(VIEWERS, EDITORS, HOSTS);
  static final Grant ADMIN = new Grant(true, Set.of());

  /** Whom additions found, in their order. */
  final List<String> found = new ArrayList<>();

  final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-25T10:00:00Z"));
  final Tenant acme = Tenants.admin("acme");

  /** Somebody who may manage members and read documents. */
  final Tenant host = Tenants.member("acme", EnumSet.copyOf(HOSTS.permissions()));

  final InMemoryUserDirectory directory = new InMemoryUserDirectory();
  final InMemoryMembershipStore store = new InMemoryMembershipStore();
  final MemberService members = new MemberService(directory, store, now::get);
  final RepeatableAdditions additions =
      new RepeatableAdditions(members, directory, store, now::get);

  MembersFixture() {
    Grant.everything(ROLES).groups(acme).forEach(directory::create);
  }

  static Grant role(RoleSpec... roles) {
    return new Grant(
        false,
        Set.of(roles).stream().map(RoleSpec::name).collect(java.util.stream.Collectors.toSet()));
  }

  /** Adds an administrator; answers the sub. */
  String administrator(String email) {
    return add(acme, email, ADMIN).sub();
  }

  Member add(Tenant tenant, String email, Grant grant) {
    return members.add(tenant, ROLES, email, grant, found::add);
  }

  String sub(String email) {
    return directory.find(acme, email).orElseThrow().sub();
  }

  Set<GroupName> groups(String sub) {
    return directory.groups(acme, sub);
  }

  boolean isOutdated(String sub) {
    return store.outdated.containsKey("foundations.acme " + sub);
  }

  static ProblemType refusal(Runnable call) {
    try {
      call.run();
    } catch (ProblemException e) {
      return e.type();
    }
    throw new AssertionError("not refused");
  }
}
