// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents.ack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.operator.dependents.ack.AckState.Phase;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
        new AckStatus(new AckStatus.Metadata("arn"), List.of(condition(type, "True", at))));
    return AckState.of(table, MANAGER);
  }

  private static Condition condition(String type, String status, String at) {
    return new ConditionBuilder()
        .withType(type)
        .withStatus(status)
        .withMessage("said")
        .withLastTransitionTime(at)
        .build();
  }

  /** As ACK leaves a table that it has changed, until it looks again. */
  private static Table waiting(@Nullable String arn, String at) {
    Table table = table("2026-01-01T00:00:10Z", "Apply");
    table.setStatus(
        new AckStatus(
            new AckStatus.Metadata(arn),
            List.of(
                condition("ACK.ResourceSynced", "Unknown", at),
                condition("ACK.Recoverable", "True", at))));
    return table;
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
  void isInDoubtWhereAckFailedOrWaitsSinceTheLastChange() {
    Table table = waiting("arn", "2026-01-01T00:00:10Z");
    assertThat(AckState.of(table, MANAGER).phase()).isEqualTo(Phase.RECOVERABLE);
    assertThat(AckState.inDoubtSince(table, MANAGER))
        .contains(Instant.parse("2026-01-01T00:00:10Z"));
  }

  @Test
  void isInNoDoubtAboutWhatAckDidNotLookAtOrNeverFound() {
    assertThat(AckState.inDoubtSince(waiting("arn", "2026-01-01T00:00:09Z"), MANAGER)).isEmpty();
    assertThat(AckState.inDoubtSince(waiting(null, "2026-01-01T00:00:10Z"), MANAGER)).isEmpty();
    Table going = waiting("arn", "2026-01-01T00:00:10Z");
    going.getMetadata().setDeletionTimestamp("2026-01-01T00:00:12Z");
    assertThat(AckState.inDoubtSince(going, MANAGER)).isEmpty();
    Table synced = table("2026-01-01T00:00:10Z", "Apply");
    state(synced, "ACK.ResourceSynced", "2026-01-01T00:00:11Z");
    assertThat(AckState.inDoubtSince(synced, MANAGER)).isEmpty();
  }

  @Test
  void whatAckSaysAnewIsNews() {
    Table before = waiting("arn", "2026-01-01T00:00:10Z");
    assertThat(AckState.isNews(waiting("arn", "2026-01-01T00:00:11Z"), before, MANAGER)).isTrue();
    Table synced = table("2026-01-01T00:00:10Z", "Apply");
    state(synced, "ACK.ResourceSynced", "2026-01-01T00:00:11Z");
    assertThat(AckState.isNews(synced, before, MANAGER)).isTrue();
    Table again = table("2026-01-01T00:00:10Z", "Apply");
    state(again, "ACK.ResourceSynced", "2026-01-01T00:02:11Z");
    assertThat(AckState.isNews(again, synced, MANAGER)).isFalse();
  }

  @Test
  void whatOthersEditIsNewsAndWhatAckAndTheOperatorNoteIsNone() {
    Table before = waiting("arn", "2026-01-01T00:00:10Z");
    Table noted = waiting("arn", "2026-01-01T00:00:10Z");
    noted.getMetadata().setFinalizers(List.of("finalizers.dynamodb.services.k8s.aws/Table"));
    noted
        .getMetadata()
        .setAnnotations(Map.of(AckResource.ADOPTED, "true", AckResource.SYNCED_GENERATION, "1"));
    assertThat(AckState.isNews(noted, before, MANAGER)).isFalse();
    assertThat(AckState.isNews(before, noted, MANAGER)).isTrue();

    Table edited = waiting("arn", "2026-01-01T00:00:10Z");
    edited.setSpec(Map.of("billingMode", "PROVISIONED"));
    Table relabelled = waiting("arn", "2026-01-01T00:00:10Z");
    relabelled.getMetadata().setLabels(Map.of("app", "other"));
    Table disowned = waiting("arn", "2026-01-01T00:00:10Z");
    disowned.getMetadata().setOwnerReferences(List.of(new OwnerReference()));
    Table annotated = waiting("arn", "2026-01-01T00:00:10Z");
    annotated.getMetadata().setAnnotations(Map.of(AckResource.DELETION_POLICY, "delete"));
    Table going = waiting("arn", "2026-01-01T00:00:10Z");
    going.getMetadata().setDeletionTimestamp("2026-01-01T00:00:12Z");
    assertThat(List.of(edited, relabelled, disowned, annotated, going))
        .allMatch(changed -> AckState.isNews(changed, before, MANAGER));
  }

  /** What was adopted and never described is adopted anew, for which its time is taken. */
  @Test
  void anAdoptionWithoutADescriptionIsNews() {
    Table before = table("2026-01-01T00:00:10Z", "Apply");
    Table adopted = table("2026-01-01T00:00:10Z", "Apply");
    adopted.getMetadata().setAnnotations(Map.of(AckResource.ADOPTED, "true"));
    assertThat(AckState.isNews(adopted, before, MANAGER)).isTrue();
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
