// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents.ack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.operator.dependents.ack.AckState.Phase;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AckStateTest {

  private static final String MANAGER = "foundation-operator";

  private static Table table(String appliedAt, String operation) {
    Table table = new Table();
    table.setMetadata(
        new ObjectMetaBuilder()
            .withName("acme")
            .withManagedFields(
                new ManagedFieldsEntryBuilder()
                    .withManager(MANAGER)
                    .withOperation(operation)
                    .withTime(appliedAt)
                    .build())
            .build());
    return table;
  }

  private static AckState state(Table table, String type, String at) {
    table.setStatus(
        new AckStatus(
            new AckStatus.Metadata("arn"),
            List.of(
                new ConditionBuilder()
                    .withType(type)
                    .withStatus("True")
                    .withMessage("said")
                    .withLastTransitionTime(at)
                    .build())));
    return AckState.of(table, MANAGER);
  }

  @Test
  void knowsNothingBeforeAckSaysSomething() {
    assertThat(AckState.of(table("2026-01-01T00:00:10Z", "Apply"), MANAGER).phase())
        .isEqualTo(Phase.WORKING);
  }

  @Test
  void believesOnlyWhatAckSaidAfterTheLastChange() {
    Table table = table("2026-01-01T00:00:10Z", "Apply");
    assertThat(state(table, "ACK.ResourceSynced", "2026-01-01T00:00:09Z").phase())
        .isEqualTo(Phase.STALE);
    assertThat(state(table, "ACK.ResourceSynced", "2026-01-01T00:00:10Z").phase())
        .isEqualTo(Phase.SYNCED);
  }

  @Test
  void ignoresChangesThatAckNeedNotConfirm() {
    Table annotated = table("2026-01-01T00:00:10Z", "Update");
    assertThat(state(annotated, "ACK.ResourceSynced", "2026-01-01T00:00:09Z").phase())
        .isEqualTo(Phase.SYNCED);
  }

  @Test
  void carriesWhatAckSaysOfAFailure() {
    Table table = table("2026-01-01T00:00:10Z", "Apply");
    assertThat(state(table, "ACK.Terminal", "2026-01-01T00:00:11Z"))
        .isEqualTo(new AckState(Phase.TERMINAL, "said"));
    assertThat(state(table, "ACK.Recoverable", "2026-01-01T00:00:11Z"))
        .isEqualTo(new AckState(Phase.RECOVERABLE, "said"));
  }

  @Test
  void takesAChildThatGoesForNoLongerThere() {
    Table table = table("2026-01-01T00:00:10Z", "Apply");
    table.getMetadata().setDeletionTimestamp("2026-01-01T00:00:12Z");
    assertThat(state(table, "ACK.ResourceSynced", "2026-01-01T00:00:13Z").phase())
        .isEqualTo(Phase.WORKING);
  }

  @Test
  void aGenerationSeenSyncedIsNotStaleThroughAChangeOfMetadata() {
    Table table = table("2026-01-01T00:00:10Z", "Apply");
    table.getMetadata().setGeneration(2L);
    table.getMetadata().setAnnotations(Map.of(AckResource.SYNCED_GENERATION, "2"));
    assertThat(state(table, "ACK.ResourceSynced", "2026-01-01T00:00:09Z").phase())
        .isEqualTo(Phase.SYNCED);
    table.getMetadata().setGeneration(3L);
    assertThat(state(table, "ACK.ResourceSynced", "2026-01-01T00:00:09Z").phase())
        .isEqualTo(Phase.STALE);
  }

  @Test
  void tellsWhatAckMadeFromWhatItFound() {
    Table table = table("2026-01-01T00:00:10Z", "Apply");
    assertThat(table.wasMadeByAck()).isFalse();
    table.getMetadata().setFinalizers(List.of("finalizers.dynamodb.services.k8s.aws/Table"));
    assertThat(table.wasMadeByAck()).isTrue();
    table.getMetadata().setAnnotations(Map.of(AckResource.ADOPTED, "true"));
    assertThat(table.wasMadeByAck()).isFalse();
    assertThat(table.wasAdopted()).isTrue();
  }
}
