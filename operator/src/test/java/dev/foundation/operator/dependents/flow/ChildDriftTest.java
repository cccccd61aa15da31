// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.operator.aws.Found;
import dev.foundation.operator.dependents.ack.Table;
import dev.foundation.operator.plan.Plans;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was seen on AWS of one thing is not said of another that has come in its place. */
class ChildDriftTest {

  private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");
  private static final Found ACTIVE = new Found(Found.Ownership.OURS, "ACTIVE");
  private static final Found UPDATING = new Found(Found.Ownership.OURS, "UPDATING");

  private final ChildDrift drift =
      new ChildDrift(
          Step.DOCUMENTS_TABLE,
          new DriftWatch(Duration.ofMinutes(5), Clock.fixed(NOW, ZoneOffset.UTC)));

  @BeforeEach
  void lookAtTheFirst() {
    assertThat(isComplete("workspace", "child", ACTIVE, true)).isTrue();
    assertThat(isComplete("workspace", "child", ACTIVE, false)).as("remembered").isTrue();
  }

  @Test
  void aChildThatWasMadeAnewIsLookedAt() {
    assertThat(isComplete("workspace", "another", ACTIVE, false)).isFalse();
  }

  @Test
  void aWorkspaceThatIsAppliedAgainIsLookedAt() {
    assertThat(isComplete("another", "child", ACTIVE, false)).isFalse();
  }

  @Test
  void whatAwsIsAtWorkOnIsNotComplete() {
    assertThat(isComplete("workspace", "child", UPDATING, true)).isFalse();
    assertThat(isComplete("workspace", "child", ACTIVE, true)).isTrue();
  }

  /** Asked of objects with these uids, where AWS has or has not what is declared. */
  private boolean isComplete(String workspace, String child, Found found, boolean onAws) {
    Table table = new Table();
    table.setMetadata(new ObjectMetaBuilder().withUid(child).withGeneration(1L).build());
    table.setSpec(Map.of("backups", true));
    ObjectNode live = JsonNodeFactory.instance.objectNode().put("backups", onAws);
    return drift.isComplete(pass(workspace), table, NOW, found, () -> Optional.of(live));
  }

  private static Reconciliation pass(String uid) {
    FoundationWorkspace workspace = Plans.workspace("acme", "acme-7k2");
    workspace.getMetadata().setUid(uid);
    return new Reconciliation(workspace, Plans.acme());
  }
}
