// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.members;

import dev.foundation.api.tenant.Tenant;
import dev.foundation.crds.contract.GroupName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The user pool, as far as one workspace's groups go: a group of another workspace is refused with
 * an {@code IllegalArgumentException} before anything is sent.
 *
 * <p>Every method throws a {@code ProblemException} {@code unavailable} while the pool does not
 * answer or has no time.
 */
public interface UserDirectory {

  /**
   * Who has this address, invited by e-mail if nobody has yet.
   *
   * @param email in lower case
   * @throws dev.foundation.api.problem.ProblemException {@code invalid-request} for an address that
   *     the pool does not take
   */
  DirectoryUser findOrInvite(Tenant tenant, String email);

  /**
   * Somebody the pool knows.
   *
   * @param name a sub, or an e-mail address in lower case
   */
  Optional<DirectoryUser> find(Tenant tenant, String name);

  /** The workspace's groups that a user is in, also of roles it no longer has; empty for nobody. */
  Set<GroupName> groups(Tenant tenant, String sub);

  /** How many groups of all workspaces together a user is in; 0 for nobody. */
  int memberships(Tenant tenant, String sub);

  /** Everybody in a group; nobody where there is no such group. */
  List<DirectoryUser> members(Tenant tenant, GroupName group);

  /**
   * Puts a user into a group; harmless if there already.
   *
   * @throws dev.foundation.api.problem.ProblemException {@code workspace-not-ready} while the group
   *     is not there yet
   */
  void join(Tenant tenant, String sub, GroupName group);

  /** Takes a user out of a group; harmless if not in it. */
  void leave(Tenant tenant, String sub, GroupName group);
}
