// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.members;

import static dev.foundation.api.members.MembersFixture.ADMIN;
import static dev.foundation.api.members.MembersFixture.EDITORS;
import static dev.foundation.api.members.MembersFixture.ROLES;
import static dev.foundation.api.members.MembersFixture.VIEWERS;
import static dev.foundation.api.members.MembersFixture.refusal;
import static dev.foundation.api.members.MembersFixture.role;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.problem.ProblemType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RepeatableAdditionsTest {

  private static final String CAROL = "carol@acme.example";

  private final MembersFixture fixture = new MembersFixture();

  private Member add(String email, Grant grant) {
    return fixture.additions.add(fixture.acme, ROLES, email, grant, "key", fixture.found::add);
  }

  @Test
  void answersTheSameRequestAsBefore() {
    Member first = add(CAROL, role(VIEWERS));
    fixture.members.update(fixture.acme, ROLES, first.sub(), role(EDITORS));
    assertThat(add(CAROL, role(VIEWERS))).isEqualTo(first);
    assertThat(fixture.members.list(fixture.acme, ROLES).get(first.sub()).roles())
        .containsExactly("editors");
  }

  @Test
  void refusesAnotherRequestAlikeWhetherOrNotThePersonHasAnAccount() {
    add(CAROL, role(VIEWERS));
    fixture.directory.findOrInvite(fixture.acme, "known@acme.example");
    for (Runnable other :
        new Runnable[] {
          () -> add(CAROL, role(EDITORS)),
          () -> add("known@acme.example", role(VIEWERS)),
          () -> add("new@acme.example", role(VIEWERS))
        }) {
      assertThat(refusal(other)).isEqualTo(ProblemType.IDEMPOTENCY_KEY_REUSED);
    }
    fixture.now.updateAndGet(time -> time.plus(Duration.ofHours(25)));
    assertThat(add("new@acme.example", role(VIEWERS)).email()).isEqualTo("new@acme.example");
  }

  @Test
  void refusesTheSameWhileItIsUnderWayAndGoesOnWhereAProcessDied() {
    var now = fixture.now.get();
    fixture.store.claim(fixture.acme, "key", now, now.plusSeconds(60));
    assertThat(refusal(() -> add(CAROL, role(VIEWERS)))).isEqualTo(ProblemType.CONFLICT);
    fixture.now.updateAndGet(time -> time.plusSeconds(60));
    assertThat(add(CAROL, role(VIEWERS)).roles()).containsExactly("viewers");
  }

  @Test
  void freesTheKeyOfWhatFailed() {
    fixture.additions.add(fixture.acme, ROLES, CAROL, role(VIEWERS), "another", sub -> {});
    assertThat(refusal(() -> add(CAROL, ADMIN))).isEqualTo(ProblemType.MEMBER_EXISTS);
    assertThat(add("dave@acme.example", ADMIN).admin()).isTrue();
  }
}
