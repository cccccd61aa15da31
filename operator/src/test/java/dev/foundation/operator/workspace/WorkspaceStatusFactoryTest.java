// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.contract.ConditionType;
import dev.foundation.crds.contract.Reason;
import dev.foundation.crds.status.BlockingResource;
import dev.foundation.crds.status.FoundationWorkspaceStatus;
import dev.foundation.crds.status.Phase;
import dev.foundation.operator.dependents.flow.Readiness;
import dev.foundation.operator.dependents.flow.Reconciliation;
import dev.foundation.operator.dependents.flow.Step;
import dev.foundation.operator.plan.Plans;
import dev.foundation.operator.plan.WorkspacePlan;
import dev.foundation.operator.reasons.Produces;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkspaceStatusFactoryTest {

  private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private final FoundationWorkspace workspace = Plans.workspace("acme", "acme-7k2");

  private static WorkspaceStatusFactory at(Instant now) {
    return new WorkspaceStatusFactory(Clock.fixed(now, ZoneOffset.UTC), "https://runbooks.example");
  }

  private Reconciliation pass() {
    return new Reconciliation(workspace, WorkspacePlan.of(workspace, Plans.CELL, Plans.PLATFORM));
  }

  private Reconciliation allReady() {
    Reconciliation pass = pass();
    pass.keyFound(Plans.KEY_ARN);
    for (Step step : Step.values()) {
      pass.report(step, Readiness.READY);
    }
    pass.ownRoles(List.of());
    return pass;
  }

  private static Condition condition(FoundationWorkspaceStatus status, ConditionType type) {
    return status.conditions().stream()
        .filter(condition -> type.value().equals(condition.getType()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void isReadyWhenEveryStepIs() {
    FoundationWorkspaceStatus status = at(T0).after(workspace, allReady());
    assertThat(status.phase()).isEqualTo(Phase.READY);
    assertThat(condition(status, ConditionType.READY).getObservedGeneration()).isEqualTo(1L);
    assertThat(status.resources()).hasNoNullFieldsOrProperties();
  }

  @Test
  void isEqualAfterAnEqualPassWheneverItRuns() {
    workspace.setStatus(at(T0).after(workspace, allReady()));
    assertThat(at(T0.plusSeconds(60)).after(workspace, allReady()))
        .isEqualTo(workspace.getStatus());
  }

  @Test
  void everyMessageEndsInItsReasonsPage() {
    Reconciliation pass = pass();
    pass.report(Step.KEY, Readiness.not(Reason.AWS_ERROR, "Kms Throttling (request 1)"));
    FoundationWorkspaceStatus status = at(T0).after(workspace, pass);
    String page = " (runbook: https://runbooks.example/AwsError.md)";
    assertThat(condition(status, ConditionType.KEY_READY).getMessage())
        .isEqualTo("Kms Throttling (request 1)" + page);
    assertThat(condition(status, ConditionType.READY).getMessage())
        .isEqualTo("KeyReady: Kms Throttling (request 1)" + page);
    assertThat(at(T0).after(workspace, allReady()).conditions())
        .allSatisfy(one -> assertThat(one.getMessage()).isEmpty());
  }

  /** Every set of steps that are ready, after a change of the spec that was Ready before. */
  @Test
  void isNeverReadyForAnOlderGenerationOrWhileAStepIsNot() {
    workspace.setStatus(at(T0).after(workspace, allReady()));
    workspace.getMetadata().setGeneration(2L);
    Step[] steps = Step.values();
    int subsets = 1 << steps.length;
    for (int subset = 0; subset < subsets; subset++) {
      BitSet ready = BitSet.valueOf(new long[] {subset});
      Reconciliation pass = pass();
      ready.stream().forEach(step -> pass.report(steps[step], Readiness.READY));
      FoundationWorkspaceStatus status = at(T0).after(workspace, pass);
      assertThat(isReady(status)).as("%s", ready).isEqualTo(subset == subsets - 1);
      assertThat(condition(status, ConditionType.READY).getObservedGeneration()).isEqualTo(2L);
    }
    assertThat(isReady(at(T0).paused(workspace))).isFalse();
    assertThat(isReady(at(T0).deleting(workspace, List.of()))).isFalse();
    assertThat(isReady(at(T0).refused(workspace, Readiness.not(Reason.CELL_CHANGED, ""))))
        .isFalse();
  }

  private static boolean isReady(FoundationWorkspaceStatus status) {
    return "True".equals(condition(status, ConditionType.READY).getStatus());
  }

  @Test
  @Produces(Reason.WAITING_FOR_DEPENDENCY)
  void speaksOfTheStepThatFailedNotOfThoseThatWait() {
    Reconciliation pass = pass();
    pass.report(Step.KEY, Readiness.not(Reason.AWS_ERROR, "Kms Throttling (request 1)"));
    FoundationWorkspaceStatus status = at(T0).after(workspace, pass);
    assertThat(condition(status, ConditionType.TABLE_READY).getReason())
        .isEqualTo("WaitingForDependency");
    assertThat(condition(status, ConditionType.READY).getReason()).isEqualTo("AwsError");
    assertThat(condition(status, ConditionType.READY).getMessage()).contains("request 1");
    assertThat(status.phase()).isEqualTo(Phase.PROVISIONING);
  }

  @Test
  void isDegradedOnceItWasReadyAndKeepsWhatWasKnown() {
    workspace.setStatus(at(T0).after(workspace, allReady()));
    Reconciliation pass = allReady();
    pass.report(Step.BUCKET, Readiness.not(Reason.DATA_RESOURCE_MISSING, "gone"));
    FoundationWorkspaceStatus status = at(T0.plusSeconds(9)).after(workspace, pass);
    assertThat(status.phase()).isEqualTo(Phase.DEGRADED);
    assertThat(status.resources().bucketName()).isNotNull();
    assertThat(condition(status, ConditionType.BUCKET_READY).getLastTransitionTime())
        .isEqualTo("2026-01-01T00:00:09Z");
  }

  @Test
  void recordsTheIntentBeforeTheKey() {
    Reconciliation pass = pass();
    pass.wantKey();
    pass.report(Step.KEY, Readiness.not(Reason.PROVISIONING, "about to"));
    FoundationWorkspaceStatus status = at(T0).after(workspace, pass);
    assertThat(status.keyIntent().requestedAt()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(status.resources().keyArn()).isNull();
  }

  @Test
  void doesNotKnowAGenerationThatCameWhilePaused() {
    workspace.setStatus(at(T0).after(workspace, allReady()));
    workspace.getMetadata().setGeneration(2L);
    FoundationWorkspaceStatus status = at(T0).paused(workspace);
    assertThat(condition(status, ConditionType.READY).getStatus()).isEqualTo("Unknown");
    assertThat(status.observedGeneration()).isEqualTo(1L);
    workspace.getMetadata().setGeneration(1L);
    assertThat(condition(at(T0).paused(workspace), ConditionType.READY).getStatus())
        .isEqualTo("True");
  }

  @Test
  void tellsOneEventForEachTransition() {
    FoundationWorkspaceStatus ready = at(T0).after(workspace, allReady());
    assertThat(WorkspaceEvents.between(workspace, FoundationWorkspaceStatus.EMPTY, ready))
        .hasSize(7);
    assertThat(WorkspaceEvents.between(workspace, ready, ready)).isEmpty();
  }

  @Test
  void tellsWhenAPauseEnds() {
    workspace.setStatus(at(T0).after(workspace, allReady()));
    FoundationWorkspaceStatus paused = at(T0).paused(workspace);
    FoundationWorkspaceStatus ended = at(T0).after(workspace, allReady());
    assertThat(WorkspaceEvents.between(workspace, paused, ended))
        .extracting(WorkspaceEvents.Transition::message)
        .containsExactly("the pause has ended");
  }

  @Test
  void aPauseHidesNotThatItWasReadyBefore() {
    workspace.setStatus(at(T0).after(workspace, allReady()));
    workspace.setStatus(at(T0).paused(workspace));
    Reconciliation pass = allReady();
    pass.report(Step.BUCKET, Readiness.not(Reason.DATA_RESOURCE_MISSING, "gone"));
    assertThat(at(T0).after(workspace, pass).phase()).isEqualTo(Phase.DEGRADED);
    assertThat(at(T0).refused(workspace, Readiness.not(Reason.CELL_CHANGED, "")).phase())
        .isEqualTo(Phase.DEGRADED);
  }

  @Test
  void aPauseOfWhatWasNeverReadyEndsInItsMaking() {
    workspace.setStatus(at(T0).paused(workspace));
    assertThat(at(T0).after(workspace, pass()).phase()).isEqualTo(Phase.PROVISIONING);
  }

  @Test
  void everyConditionNamesTheGenerationThatItSpeaksOf() {
    workspace.setStatus(at(T0).after(workspace, allReady()));
    workspace.getMetadata().setGeneration(2L);
    Reconciliation pass = allReady();
    pass.report(Step.BUCKET, Readiness.not(Reason.ACK_NOT_SYNCED, "not looked at yet"));
    FoundationWorkspaceStatus status = at(T0.plusSeconds(5)).after(workspace, pass);
    assertThat(status.observedGeneration()).isEqualTo(2L);
    assertThat(status.conditions())
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.getObservedGeneration()).isEqualTo(2L));
    assertThat(condition(status, ConditionType.READY).getStatus()).isEqualTo("False");
  }

  @Test
  void keepsTheTimeOfWhatStaysAndRenewsThatOfWhatTurns() {
    workspace.setStatus(at(T0).after(workspace, allReady()));
    Reconciliation pass = allReady();
    pass.report(Step.ROLE, Readiness.not(Reason.ACK_TERMINAL, "MalformedPolicyDocument"));
    FoundationWorkspaceStatus status = at(T0.plusSeconds(7)).after(workspace, pass);
    assertThat(condition(status, ConditionType.BUCKET_READY).getLastTransitionTime())
        .isEqualTo("2026-01-01T00:00:00Z");
    assertThat(condition(status, ConditionType.ROLE_READY).getLastTransitionTime())
        .isEqualTo("2026-01-01T00:00:07Z");
  }

  @Test
  void aBlockedDeletionKeepsWhenItBeganToBeBlocked() {
    BlockingResource now =
        new BlockingResource("Bucket", "fdn-acme", Reason.NOT_EMPTY.value(), "2000 left", "");
    workspace.setStatus(at(T0).deleting(workspace, List.of(now)));
    BlockingResource later =
        new BlockingResource("Bucket", "fdn-acme", Reason.NOT_EMPTY.value(), "1000 left", "");
    FoundationWorkspaceStatus status = at(T0.plusSeconds(9)).deleting(workspace, List.of(later));
    assertThat(status.phase()).isEqualTo(Phase.DELETING);
    assertThat(status.deletion().blocking())
        .singleElement()
        .satisfies(blocking -> {
          assertThat(blocking.since()).isEqualTo("2026-01-01T00:00:00Z");
          assertThat(blocking.message())
              .isEqualTo("1000 left (runbook: https://runbooks.example/NotEmpty.md)");
        });
  }

  @Test
  void aRefusalTouchesNothingThatWasKnown() {
    workspace.setStatus(at(T0).after(workspace, allReady()));
    FoundationWorkspaceStatus status =
        at(T0.plusSeconds(1))
            .refused(workspace, Readiness.not(Reason.CELL_CHANGED, "now another region"));
    assertThat(status.resources()).isEqualTo(workspace.getStatus().resources());
    assertThat(status.cell()).isEqualTo(workspace.getStatus().cell());
    assertThat(status.phase()).isEqualTo(Phase.DEGRADED);
    assertThat(condition(status, ConditionType.READY).getReason()).isEqualTo("CellChanged");
  }
}
