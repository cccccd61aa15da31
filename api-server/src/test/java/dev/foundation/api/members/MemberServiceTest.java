// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.members;

import static dev.foundation.api.members.MembersFixture.ADMIN;
import static dev.foundation.api.members.MembersFixture.EDITORS;
import static dev.foundation.api.members.MembersFixture.HOSTS;
import static dev.foundation.api.members.MembersFixture.ROLES;
import static dev.foundation.api.members.MembersFixture.VIEWERS;
import static dev.foundation.api.members.MembersFixture.refusal;
import static dev.foundation.api.members.MembersFixture.role;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.members.Member.Status;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.Tenants;
import dev.foundation.crds.contract.GroupName;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class MemberServiceTest {

  private final MembersFixture fixture = new MembersFixture();
  private final MemberService members = fixture.members;
  private final String alice = fixture.administrator("alice@acme.example");

  @Test
  void listsEveryMemberOnceWithAllThatTheyAre() {
    Member carol = fixture.add(fixture.acme, "carol@acme.example", role(VIEWERS, EDITORS));
    assertThat(members.list(fixture.acme, ROLES).values())
        .containsExactlyInAnyOrder(
            new Member(alice, "alice@acme.example", true, List.of(), Status.ACTIVE),
            new Member(
                carol.sub(),
                "carol@acme.example",
                false,
                List.of("editors", "viewers"),
                Status.ACTIVE));
  }

  @Test
  void answersTheSameWhetherOrNotThePersonHadAnAccount() {
    fixture.directory.findOrInvite(fixture.acme, "known@acme.example");
    Member known = fixture.add(fixture.acme, "known@acme.example", role(VIEWERS));
    Member unknown = fixture.add(fixture.acme, "new@acme.example", role(VIEWERS));
    assertThat(known).usingRecursiveComparison().ignoringFields("sub", "email").isEqualTo(unknown);
  }

  @Test
  void addsNobodyTwiceWithOtherRights() {
    Member carol = fixture.add(fixture.acme, "carol@acme.example", role(VIEWERS));
    assertThat(fixture.add(fixture.acme, "carol@acme.example", role(VIEWERS))).isEqualTo(carol);
    assertThat(refusal(() -> fixture.add(fixture.acme, "carol@acme.example", role(EDITORS))))
        .isEqualTo(ProblemType.MEMBER_EXISTS);
    assertThat(members.list(fixture.acme, ROLES)).hasSize(2);
  }

  @Test
  void changesRightsAndOutdatesTokens() {
    String carol = fixture.add(fixture.acme, "carol@acme.example", role(VIEWERS)).sub();
    assertThat(fixture.isOutdated(carol)).isFalse();
    Member changed = members.update(fixture.acme, ROLES, carol, role(EDITORS));
    assertThat(changed.roles()).containsExactly("editors");
    assertThat(fixture.groups(carol))
        .containsExactly(new GroupName("foundations", "acme", "editors"));
    assertThat(fixture.isOutdated(carol)).isTrue();
  }

  @Test
  void removesFromEveryGroupAlsoOfFormerRoles() {
    String carol = fixture.add(fixture.acme, "carol@acme.example", role(VIEWERS)).sub();
    GroupName former = new GroupName("foundations", "acme", "former");
    fixture.directory.create(former);
    fixture.directory.join(fixture.acme, carol, former);
    members.remove(fixture.acme, ROLES, carol);
    assertThat(fixture.groups(carol)).isEmpty();
    assertThat(fixture.isOutdated(carol)).isTrue();
    assertThat(fixture.directory.find(fixture.acme, carol)).isPresent();
  }

  @Test
  void doesNotKnowWhoIsNoMember() {
    String stranger = UUID.randomUUID().toString();
    assertThat(refusal(() -> members.remove(fixture.acme, ROLES, stranger)))
        .isEqualTo(ProblemType.MEMBER_NOT_FOUND);
    assertThat(refusal(() -> members.update(fixture.acme, ROLES, stranger, role(VIEWERS))))
        .isEqualTo(ProblemType.MEMBER_NOT_FOUND);
    assertThat(fixture.isOutdated(stranger)).as("a removal that a crash left unfinished").isTrue();
  }

  @Test
  void letsNobodyGiveOrTakeWhatTheyDoNotHave() {
    String carol = fixture.add(fixture.host, "carol@acme.example", role(VIEWERS)).sub();
    members.update(fixture.host, ROLES, carol, role(HOSTS));
    List<Runnable> attempts =
        List.of(
            () -> fixture.add(fixture.host, "dave@acme.example", ADMIN),
            () -> fixture.add(fixture.host, "dave@acme.example", role(EDITORS)),
            () -> members.update(fixture.host, ROLES, carol, ADMIN),
            () -> members.update(fixture.host, ROLES, alice, role(VIEWERS)),
            () -> members.remove(fixture.host, ROLES, alice));
    for (Runnable attempt : attempts) {
      assertThat(refusal(attempt)).isEqualTo(ProblemType.PERMISSION_DENIED);
    }
    assertThat(fixture.directory.find(fixture.acme, "dave@acme.example")).isEmpty();
    assertThat(fixture.isOutdated(alice)).isFalse();
  }

  @Test
  void givesNobodyMoreGroupsThanATokenCanName() {
    String carol = fixture.directory.findOrInvite(fixture.acme, "carol@acme.example").sub();
    for (int i = 1; i <= 39; i++) {
      Tenant other = Tenants.admin("f" + i);
      GroupName group = GroupName.admins(other.namespace(), other.workspace());
      fixture.directory.create(group);
      fixture.directory.join(other, carol, group);
    }

    Grant two = role(VIEWERS, EDITORS);
    assertThat(refusal(() -> fixture.add(fixture.acme, "carol@acme.example", two)))
        .isEqualTo(ProblemType.CONFLICT);
    assertThat(fixture.groups(carol)).isEmpty();
    fixture.add(fixture.acme, "carol@acme.example", role(VIEWERS));
    members.update(fixture.acme, ROLES, carol, role(EDITORS));
    assertThat(refusal(() -> members.update(fixture.acme, ROLES, carol, two)))
        .isEqualTo(ProblemType.CONFLICT);
    assertThat(fixture.groups(carol)).hasSize(1);
  }

  @Test
  void keepsTheLastAdministrator() {
    assertThat(refusal(() -> members.remove(fixture.acme, ROLES, alice)))
        .isEqualTo(ProblemType.LAST_ADMINISTRATOR);
    assertThat(refusal(() -> members.update(fixture.acme, ROLES, alice, role(VIEWERS))))
        .isEqualTo(ProblemType.LAST_ADMINISTRATOR);
    String dave = fixture.administrator("dave@acme.example");
    members.remove(fixture.acme, ROLES, alice);
    assertThat(refusal(() -> members.remove(fixture.acme, ROLES, dave)))
        .isEqualTo(ProblemType.LAST_ADMINISTRATOR);
  }

  @Test
  void doesNotCountAnAdministratorWhoCannotLogIn() {
    String dave = fixture.administrator("dave@acme.example");
    fixture.directory.users.put(dave, new DirectoryUser(dave, "dave@acme.example", false));
    assertThat(refusal(() -> members.remove(fixture.acme, ROLES, alice)))
        .isEqualTo(ProblemType.LAST_ADMINISTRATOR);
    assertThat(members.list(fixture.acme, ROLES).get(dave).status()).isEqualTo(Status.DISABLED);
  }

  @Test
  void letsAnAdministratorComeBackOnceTheDepartureHasEnded() {
    String dave = fixture.administrator("dave@acme.example");
    members.update(fixture.acme, ROLES, dave, role(VIEWERS));
    members.update(fixture.acme, ROLES, dave, ADMIN);
    members.remove(fixture.acme, ROLES, alice);
    assertThat(fixture.groups(dave)).containsExactly(GroupName.admins("foundations", "acme"));
  }

  @Test
  void waitsForADepartureWhoseProcessDied() {
    String dave = fixture.administrator("dave@acme.example");
    new Administrators(fixture.directory, fixture.store, fixture.now::get)
        .letGo(fixture.acme, dave);
    fixture.directory.leave(fixture.acme, dave, GroupName.admins("foundations", "acme"));
    assertThat(refusal(() -> fixture.administrator("dave@acme.example")))
        .isEqualTo(ProblemType.CONFLICT);
    fixture.now.updateAndGet(time -> time.plus(AdministratorRoll.UNDER_WAY));
    assertThat(fixture.administrator("dave@acme.example")).isEqualTo(dave);
  }

  @RepeatedTest(20)
  void keepsOneAdministratorWhenAllAreRemovedAtOnce() throws Exception {
    List<String> administrators =
        IntStream.range(0, 5).mapToObj(i -> fixture.administrator(i + "@acme.example")).toList();
    members.remove(fixture.acme, ROLES, alice);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> removals =
          administrators.stream()
              .map(sub ->
                  (Callable<Void>)
                      () -> {
                        removeUntilDecided(sub);
                        return null;
                      })
              .toList();
      for (var done : threads.invokeAll(removals)) {
        done.get();
      }
    }
    assertThat(members.list(fixture.acme, ROLES)).hasSize(1);
  }

  private void removeUntilDecided(String sub) {
    while (true) {
      try {
        members.remove(fixture.acme, ROLES, sub);
        return;
      } catch (ProblemException e) {
        if (e.type() != ProblemType.CONFLICT) {
          assertThat(e.type()).isEqualTo(ProblemType.LAST_ADMINISTRATOR);
          return;
        }
      }
    }
  }
}
