// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.status.Phase;
import dev.foundation.operator.quota.RequestRates;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LaneTest {

  private static Lane lane(FoundationWorkspace workspace, @Nullable RetryInfo retry) {
    return Lane.of(workspace, false, retry);
  }

  @Test
  void aNewWorkspaceIsChanged() {
    assertThat(lane(Observed.never("new"), null)).isEqualTo(Lane.CHANGED);
  }

  @ParameterizedTest
  @EnumSource(
      value = Phase.class,
      names = {"READY", "SUSPENDED", "PAUSED"})
  void whatWasSeenBeforeIsRoutine(Phase phase) {
    assertThat(lane(Observed.at("seen", phase), null)).isEqualTo(Lane.ROUTINE);
  }

  @Test
  void whatIsBeingMadeRepairedOrDeletedIsChanged() {
    assertThat(lane(Observed.at("making", Phase.PROVISIONING), null)).isEqualTo(Lane.CHANGED);
    assertThat(lane(Observed.at("edited", Phase.DEGRADED), null)).isEqualTo(Lane.CHANGED);
    FoundationWorkspace deleted = Observed.at("deleted", Phase.READY);
    deleted.getMetadata().setDeletionTimestamp("2026-11-25T00:00:00Z");
    assertThat(lane(deleted, null)).isEqualTo(Lane.CHANGED);
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void whatFailedIsFailingWhateverItsPhase(Phase phase) {
    assertThat(lane(Observed.at("failed", phase), Observed.FAILED)).isEqualTo(Lane.FAILING);
  }

  @Test
  void aNewSpecOfWhatFailedIsChanged() {
    FoundationWorkspace edited = Observed.at("edited", Phase.DEGRADED);
    edited.getMetadata().setGeneration(2L);
    assertThat(lane(edited, Observed.FAILED)).isEqualTo(Lane.CHANGED);
  }

  @Test
  void anAnnotationOfWhatFailedIsChanged() {
    FoundationWorkspace annotated = Observed.at("annotated", Phase.DEGRADED);
    assertThat(Lane.of(annotated, true, Observed.FAILED)).isEqualTo(Lane.CHANGED);
  }

  @ParameterizedTest
  @CsvSource({"1,4", "5,4", "21,20", "50,32", "999999,32"})
  void resyncsTakeWhatTheQuotaOfGroupsAllowsButForOneCall(int groups, int passes) {
    RequestRates rates = RequestRates.parse("GetGroup=" + groups);
    assertThat(Lane.ROUTINE.passes(rates)).isEqualTo(passes);
    assertThat(Lane.CHANGED.passes(rates)).isEqualTo(32);
  }
}
