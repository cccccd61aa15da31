// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.contract.Reason;
import dev.foundation.crds.status.FoundationWorkspaceStatus;
import dev.foundation.crds.status.ResourcesStatus;
import dev.foundation.operator.aws.Found;
import dev.foundation.operator.aws.Found.Ownership;
import dev.foundation.operator.plan.Plans;
import dev.foundation.operator.plan.WorkspacePlan;
import dev.foundation.operator.reasons.Produces;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StepTest {

  private static final WorkspacePlan NEW = Plans.acme();
  private static final WorkspacePlan SETTLED = settled();

  private static WorkspacePlan settled() {
    FoundationWorkspace workspace = Plans.workspace("acme", "acme-7k2");
    workspace.setStatus(
        new FoundationWorkspaceStatus(
            1L,
            null,
            null,
            new ResourcesStatus(Plans.KEY_ARN, "t", "k", "b", "r", "p", "g", "i", List.of()),
            null,
            null,
            null,
            null));
    return WorkspacePlan.of(workspace, Plans.CELL, Plans.PLATFORM);
  }

  private static Reason reason(Step step, WorkspacePlan plan, Found found) {
    return step.obstacle(plan, found).map(Readiness::reason).orElse(Reason.AVAILABLE);
  }

  @Test
  @Produces(Reason.TABLE_ARCHIVED)
  void anArchivedTableIsSaidToBeOne() {
    Found archived = new Found(Ownership.OURS, "ARCHIVED");
    assertThat(reason(Step.DOCUMENTS_TABLE, SETTLED, archived)).isEqualTo(Reason.TABLE_ARCHIVED);
    Found active = new Found(Ownership.OURS, "ACTIVE");
    assertThat(reason(Step.DOCUMENTS_TABLE, SETTLED, active)).isEqualTo(Reason.AVAILABLE);
  }

  @Test
  void whatWasNeverThereMayBeMadeWhatWasIsMissed() {
    assertThat(reason(Step.BUCKET, NEW, Found.ABSENT)).isEqualTo(Reason.AVAILABLE);
    assertThat(reason(Step.BUCKET, SETTLED, Found.ABSENT)).isEqualTo(Reason.DATA_RESOURCE_MISSING);
    assertThat(reason(Step.ROLE, SETTLED, Found.ABSENT)).isEqualTo(Reason.AVAILABLE);
    assertThat(reason(Step.BRANCH_KEY, NEW, Found.ABSENT)).isEqualTo(Reason.AVAILABLE);
    assertThat(reason(Step.BRANCH_KEY, SETTLED, Found.ABSENT))
        .isEqualTo(Reason.DATA_RESOURCE_MISSING);
  }

  @Test
  void whatAnotherOwnsIsLeftAloneWhateverItsState() {
    Found foreign = new Found(Ownership.FOREIGN, "ARCHIVED");
    assertThat(reason(Step.KEY_TABLE, NEW, foreign)).isEqualTo(Reason.NAME_CONFLICT);
    Found untagged = new Found(Ownership.UNTAGGED, "");
    assertThat(reason(Step.BUCKET, NEW, untagged)).isEqualTo(Reason.NAME_CONFLICT);
  }

  @Test
  void theChartLetsPeopleNameEveryKindThatHoldsDataAndNoOther() {
    String kinds =
        Arrays.stream(Step.values())
            .filter(step -> step.recordedIn(SETTLED.known()) != null)
            .map(step -> "'" + step.kind() + "'")
            .distinct()
            .collect(Collectors.joining(", "));
    assertThat(Path.of("../helm/foundation-workspaces/templates/admission.yaml"))
        .content()
        .contains("variables.kind in ['', " + kinds + "]");
  }
}
