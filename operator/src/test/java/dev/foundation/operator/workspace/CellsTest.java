// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.contract.Reason;
import dev.foundation.crds.status.CellStatus;
import dev.foundation.crds.status.FoundationWorkspaceStatus;
import dev.foundation.operator.config.OperatorConfig;
import dev.foundation.operator.dependents.flow.Readiness;
import dev.foundation.operator.plan.Cell;
import dev.foundation.operator.plan.Plans;
import dev.foundation.operator.quota.RequestRates;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CellsTest {

  private static final Map<String, String> NOTHING = Map.of();
  private final FoundationWorkspace workspace = Plans.workspace("acme", "acme-7k2");

  private static Cells cells(String... accounts) {
    return new Cells(
        new OperatorConfig(
            "test",
            List.of(accounts),
            "000000000000",
            "eu-west-1",
            "eu-west-1_pool",
            "docs/runbooks",
            Plans.role("foundation-operator"),
            "eraser",
            "api",
            "kms",
            "dynamodb",
            "administrator",
            "boundary",
            Duration.ofMinutes(10),
            Duration.ofMinutes(5),
            List.of(),
            Duration.ZERO,
            RequestRates.DEFAULTS,
            List.of("*"),
            "foundation-system",
            "operator-0",
            "127.0.0.1",
            0));
  }

  private void fixedIn(String account, String region) {
    workspace.setStatus(
        new FoundationWorkspaceStatus(
            null, null, new CellStatus(account, region), null, null, null, List.of(), null));
  }

  @Test
  void followsTheNamespaceThenTheOperatorsDefault() {
    assertThat(cells("000000000000").of(workspace, NOTHING)).isEqualTo(Plans.CELL);
    assertThat(
            cells("000000000000")
                .of(workspace, Map.of("services.k8s.aws/default-region", "eu-north-1")))
        .isEqualTo(new Cell("000000000000", "eu-north-1"));
  }

  @Test
  void staysWhereItWasMade() {
    fixedIn("000000000000", "eu-north-1");
    assertThat(cells("000000000000").of(workspace, NOTHING).region()).isEqualTo("eu-north-1");
    assertThat(cells("000000000000").refusal(workspace, NOTHING).map(Readiness::reason))
        .contains(Reason.CELL_CHANGED);
  }

  @Test
  void refusesAccountsOutsideTheList() {
    assertThat(cells("111111111111").refusal(workspace, NOTHING).map(Readiness::reason))
        .contains(Reason.ACCOUNT_NOT_ALLOWED);
    assertThat(cells("000000000000").refusal(workspace, NOTHING)).isEmpty();
  }

  @Test
  void refusesAccountsThatItsOwnRoleIsNotIn() {
    Map<String, String> other = Map.of("services.k8s.aws/owner-account-id", "111111111111");
    assertThat(
            cells("000000000000", "111111111111").refusal(workspace, other).map(Readiness::reason))
        .contains(Reason.ACCOUNT_NOT_ALLOWED);
  }
}
