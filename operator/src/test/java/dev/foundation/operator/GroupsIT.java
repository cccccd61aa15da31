// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator;

import static dev.foundation.operator.stack.Workspaces.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.crds.contract.Annotations;
import dev.foundation.crds.contract.Permission;
import dev.foundation.crds.contract.Reason;
import dev.foundation.crds.spec.RoleSpec;
import dev.foundation.operator.reasons.Produces;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.Specs;
import dev.foundation.operator.stack.StackTest;
import dev.foundation.operator.stack.Workspaces;
import io.fabric8.kubernetes.api.model.Event;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GroupType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/** The Cognito groups of a workspace, and who is invited into them. */
@StackTest
class GroupsIT {

  private static final RoleSpec VIEWERS =
      new RoleSpec("viewers", List.of(Permission.DOCUMENTS_READ));

  private final OperatorStack stack;
  private final Workspaces workspaces;

  GroupsIT(OperatorStack stack) {
    this.stack = stack;
    this.workspaces = Workspaces.of(stack);
  }

  @Test
  void rolesGetGroupsThatOutliveTheirRemoval() {
    workspaces.apply("staffed", Specs.of("staffed-1", List.of(), List.of(VIEWERS)));
    workspaces.untilReady("staffed");
    assertThat(groups("staffed"))
        .containsExactlyInAnyOrder("foundations.staffed", "foundations.staffed.viewers");
    workspaces.patch(
        "staffed",
        "{\"spec\":{\"roles\":[{\"name\":\"auditors\",\"permissions\":[\"documents:read\"]}]}}");
    eventually()
        .untilAsserted(() ->
            assertThat(groups("staffed"))
                .containsExactlyInAnyOrder(
                    "foundations.staffed",
                    "foundations.staffed.viewers",
                    "foundations.staffed.auditors"));
    workspaces.untilReady("staffed");
  }

  @Test
  @Produces(Reason.ADMINS_INVITED)
  void administratorsAreInvitedOnceAndNeverAgain() {
    String director = "director@invited.example";
    workspaces.apply("invited", Specs.of("invited-1", List.of(director), List.of()));
    workspaces.untilReady("invited");
    assertThat(members("foundations.invited")).containsExactly(director);
    assertThat(workspaces.events("invited"))
        .anyMatch(event -> "AdminsInvited".equals(event.getReason()));
    assertThat(workspaces.named("invited").get().getStatus().adminsInvited()).isTrue();

    try (var cognito = stack.administrator(CognitoIdentityProviderClient.builder())) {
      cognito.adminRemoveUserFromGroup(
          r -> r.userPoolId(pool()).username(director).groupName("foundations.invited"));
    }
    workspaces.annotate("invited", Annotations.RECONCILE_AT, "1");
    workspaces.patch("invited", "{\"spec\":{\"displayName\":\"Another name\"}}");
    workspaces.untilReady("invited");
    assertThat(members("foundations.invited")).isEmpty();
  }

  /** The change of the spec comes before the next look at the group. */
  @Test
  void anEditedGroupIsOursAlsoWhereTheSpecWasChangedMeanwhile() {
    workspaces.apply("regrouped");
    workspaces.untilReady("regrouped");
    workspaces.annotate("regrouped", Annotations.PAUSED, "true");
    workspaces.until("regrouped", "Paused", "True/Paused");
    try (var cognito = stack.administrator(CognitoIdentityProviderClient.builder())) {
      cognito.updateGroup(r ->
          r.userPoolId(pool()).groupName("foundations.regrouped").description("edited by hand"));
    }
    workspaces.patch("regrouped", "{\"spec\":{\"displayName\":\"Another name\"}}");
    workspaces.annotate("regrouped", Annotations.PAUSED, "false");
    workspaces.untilReady("regrouped");
    assertThat(workspaces.events("regrouped"))
        .extracting(Event::getReason)
        .contains("DriftRepaired")
        .doesNotContain("AdminsInvited");
  }

  @Test
  void aGroupOfAnotherIsNotTaken() {
    try (var cognito = stack.administrator(CognitoIdentityProviderClient.builder())) {
      cognito.createGroup(
          r -> r.userPoolId(pool()).groupName("foundations.grouped").description("someone else's"));
    }
    workspaces.apply("grouped");
    workspaces.until("grouped", "GroupReady", "False/NameConflict");
    assertThat(workspaces.message("grouped", "GroupReady")).contains("foundations.grouped");
    assertThat(workspaces.resources("grouped").group()).isNull();
  }

  @Test
  void aRoleWhoseGroupIsAnothersIsNotNamed() {
    try (var cognito = stack.administrator(CognitoIdentityProviderClient.builder())) {
      cognito.createGroup(r ->
          r.userPoolId(pool())
              .groupName("foundations.motley.viewers")
              .description("someone else's"));
    }
    RoleSpec auditors = new RoleSpec("auditors", List.of(Permission.DOCUMENTS_READ));
    workspaces.apply("motley", Specs.of("motley-1", List.of(), List.of(VIEWERS, auditors)));
    workspaces.until("motley", "GroupReady", "False/NameConflict");
    assertThat(workspaces.resources("motley").roles()).containsExactly("auditors");
  }

  private Set<String> groups(String workspace) {
    try (var cognito = stack.administrator(CognitoIdentityProviderClient.builder())) {
      return cognito.listGroupsPaginator(r -> r.userPoolId(pool())).groups().stream()
          .map(GroupType::groupName)
          .filter(group -> (group + ".").startsWith("foundations." + workspace + "."))
          .collect(Collectors.toSet());
    }
  }

  /** By e-mail address. */
  private List<String> members(String group) {
    try (var cognito = stack.administrator(CognitoIdentityProviderClient.builder())) {
      return cognito.listUsersInGroup(r -> r.userPoolId(pool()).groupName(group)).users().stream()
          .map(GroupsIT::email)
          .toList();
    }
  }

  private static String email(UserType user) {
    return user.attributes().stream()
        .filter(attribute -> attribute.name().equals("email"))
        .map(attribute -> attribute.value())
        .findFirst()
        .orElseThrow();
  }

  private String pool() {
    return stack.platform().cell().account().outputs().userPoolId();
  }
}
