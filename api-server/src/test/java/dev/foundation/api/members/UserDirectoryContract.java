// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.Tenants;
import dev.foundation.crds.contract.GroupName;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link UserDirectory} does; each test has workspaces of its own. */
public abstract class UserDirectoryContract {

  private final Tenant acme = Tenants.admin("a" + UUID.randomUUID());
  private final Tenant globex = Tenants.admin("g" + UUID.randomUUID());
  private final String email = UUID.randomUUID() + "@acme.example";

  protected abstract UserDirectory directory();

  protected abstract void create(GroupName group);

  protected static GroupName admins(Tenant tenant) {
    return GroupName.admins(tenant.namespace(), tenant.workspace());
  }

  private static GroupName viewers(Tenant tenant) {
    return new GroupName(tenant.namespace(), tenant.workspace(), "viewers");
  }

  @BeforeEach
  void createGroups() {
    create(admins(acme));
    create(viewers(acme));
    create(admins(globex));
  }

  @Test
  void invitesOnceAndFindsByAddressAndBySub() {
    assertThat(directory().find(acme, email)).isEmpty();
    DirectoryUser invited = directory().findOrInvite(acme, email);
    assertThat(invited.email()).isEqualTo(email);
    assertThat(invited.enabled()).isTrue();
    assertThat(directory().findOrInvite(globex, email)).isEqualTo(invited);
    assertThat(directory().find(acme, email)).contains(invited);
    assertThat(directory().find(acme, invited.sub())).contains(invited);
  }

  @Test
  void showsTheGroupsOfOneWorkspaceOnly() {
    DirectoryUser user = directory().findOrInvite(acme, email);
    directory().join(acme, user.sub(), viewers(acme));
    directory().join(acme, user.sub(), viewers(acme));
    directory().join(globex, user.sub(), admins(globex));
    assertThat(directory().groups(acme, user.sub())).containsExactly(viewers(acme));
    assertThat(directory().memberships(acme, user.sub())).isEqualTo(2);
    assertThat(directory().members(acme, viewers(acme))).containsExactly(user);
    assertThat(directory().members(acme, admins(acme))).isEmpty();

    directory().leave(acme, user.sub(), viewers(acme));
    directory().leave(acme, user.sub(), viewers(acme));
    assertThat(directory().groups(acme, user.sub())).isEmpty();
    assertThat(directory().groups(globex, user.sub())).containsExactly(admins(globex));
  }

  @Test
  void knowsNothingOfSomebodyWhoDoesNotExist() {
    assertThat(directory().groups(acme, UUID.randomUUID().toString())).isEmpty();
    assertThat(directory().memberships(acme, UUID.randomUUID().toString())).isZero();
    assertThat(directory().find(acme, UUID.randomUUID().toString())).isEmpty();
  }

  @Test
  void waitsForAGroupThatIsNotThereYet() {
    GroupName editors = new GroupName(acme.namespace(), acme.workspace(), "editors");
    DirectoryUser user = directory().findOrInvite(acme, email);
    assertThat(directory().members(acme, editors)).isEmpty();
    assertThatThrownBy(() -> directory().join(acme, user.sub(), editors))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.type()).isEqualTo(ProblemType.WORKSPACE_NOT_READY));
  }

  @Test
  void touchesNoGroupOfAnotherWorkspace() {
    DirectoryUser user = directory().findOrInvite(acme, email);
    assertThatThrownBy(() -> directory().join(acme, user.sub(), admins(globex)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> directory().leave(acme, user.sub(), admins(globex)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> directory().members(acme, admins(globex)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
