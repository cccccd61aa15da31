// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.contract.GroupName;
import dev.foundation.crds.contract.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TenantResolverTest {

  private final List<String> lookups = new ArrayList<>();
  private final FoundationWorkspace acme = Workspaces.ready("foundations", "acme");
  private final TenantResolver resolver =
      new TenantResolver((namespace, name) -> {
        lookups.add(namespace + "." + name);
        return "acme".equals(name) ? Optional.of(acme) : Optional.empty();
      });

  @Test
  void makesTenantOfAnAdministrator() {
    Tenant tenant =
        resolver.resolve(caller("foundations.acme"), "foundations.acme", Permission.FILES_PURGE);

    assertThat(tenant.address()).isEqualTo("foundations.acme");
    assertThat(tenant.foundationId()).isEqualTo("acme-7k2");
    assertThat(tenant.permissions()).containsExactlyInAnyOrder(Permission.values());
    assertThat(tenant.resources().tableName()).isEqualTo("fdn-acme");
  }

  @Test
  void answersNotFoundWithoutLookUpToWhoIsNotAMember() {
    assertThat(refusal(caller("foundations.globex"), "foundations.acme"))
        .isEqualTo(ProblemType.WORKSPACE_NOT_FOUND);
    assertThat(lookups).isEmpty();
  }

  @Test
  void answersTheSameForAWorkspaceThatDoesNotExist() {
    assertThat(refusal(caller("foundations.gone"), "foundations.gone"))
        .isEqualTo(ProblemType.WORKSPACE_NOT_FOUND);
  }

  @Test
  void comparesAddressesWhole() {
    Caller caller = caller("foundations.acme");
    assertThat(refusal(caller, "foundations.acm")).isEqualTo(ProblemType.WORKSPACE_NOT_FOUND);
    assertThat(refusal(caller, "foundations.acme.viewers"))
        .isEqualTo(ProblemType.WORKSPACE_NOT_FOUND);
    assertThat(refusal(caller, "FOUNDATIONS.acme")).isEqualTo(ProblemType.WORKSPACE_NOT_FOUND);
  }

  @Test
  void grantsARoleWhatTheWorkspaceSaysAndNoMore() {
    Caller viewer = caller("foundations.acme.viewers");
    assertThat(
            resolver.resolve(viewer, "foundations.acme", Permission.DOCUMENTS_READ).permissions())
        .containsExactly(Permission.DOCUMENTS_READ);
    assertThat(refusal(viewer, "foundations.acme")).isEqualTo(ProblemType.PERMISSION_DENIED);
  }

  @Test
  void grantsNothingToThoseOfAGroupThatIsNotTheWorkspaces() {
    Workspaces.withGroups(acme, "foundations.acme", List.of());
    assertThat(refusal(caller("foundations.acme.viewers"), "foundations.acme"))
        .isEqualTo(ProblemType.PERMISSION_DENIED);
    Workspaces.withGroups(acme, null, List.of());
    assertThat(refusal(caller("foundations.acme"), "foundations.acme"))
        .isEqualTo(ProblemType.WORKSPACE_NOT_READY);
  }

  @Test
  void grantsNothingToARoleThatTheWorkspaceNoLongerHas() {
    assertThat(refusal(caller("foundations.acme.former"), "foundations.acme"))
        .isEqualTo(ProblemType.PERMISSION_DENIED);
  }

  @Test
  void refusesWhatHasBeenOvertakenAndThatOnly() {
    Caller known = caller("foundations.acme", "foundations.globex");
    Caller caller = new Caller(known.principal(), known.groups(), Set.of("foundations.acme"));
    assertThat(refusal(caller, "foundations.acme")).isEqualTo(ProblemType.UNAUTHENTICATED);
    assertThat(refusal(caller, "foundations.globex")).isEqualTo(ProblemType.WORKSPACE_NOT_FOUND);
    assertThat(resolver.memberships(caller)).isEmpty();
    assertThat(resolver.memberships(known)).hasSize(1);
  }

  @Test
  void refusesASuspendedWorkspaceButOnlyToItsMembers() {
    Workspaces.suspended(acme);
    assertThat(refusal(caller("foundations.acme"), "foundations.acme"))
        .isEqualTo(ProblemType.WORKSPACE_SUSPENDED);
    assertThat(refusal(caller("foundations.globex"), "foundations.acme"))
        .isEqualTo(ProblemType.WORKSPACE_NOT_FOUND);
  }

  @Test
  void asksToRetryUntilEveryResourceIsKnown() {
    Workspaces.withoutKey(acme);
    try {
      resolver.resolve(caller("foundations.acme"), "foundations.acme", Permission.FILES_READ);
    } catch (ProblemException e) {
      assertThat(e.type()).isEqualTo(ProblemType.WORKSPACE_NOT_READY);
      assertThat(e.headers()).containsKey("Retry-After");
      return;
    }
    throw new AssertionError("served without a key");
  }

  @Test
  void listsEachWorkspaceOfTheCallerOnce() {
    assertThat(
            resolver.memberships(
                caller("foundations.acme", "foundations.acme.viewers", "foundations.gone")))
        .extracting(MemberWorkspace::address)
        .containsExactly("foundations.acme");
  }

  private ProblemType refusal(Caller caller, String address) {
    try {
      resolver.resolve(caller, address, Permission.DOCUMENTS_WRITE);
    } catch (ProblemException e) {
      return e.type();
    }
    throw new AssertionError("not refused");
  }

  private static Caller caller(String... groups) {
    return new Caller(
        new Principal("sub-1"),
        List.of(groups).stream().map(GroupName::parse).flatMap(Optional::stream).toList());
  }
}
