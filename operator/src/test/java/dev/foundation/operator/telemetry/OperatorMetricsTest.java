// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.status.FoundationWorkspaceStatus;
import dev.foundation.crds.status.Phase;
import dev.foundation.operator.plan.Plans;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class OperatorMetricsTest {

  private final MockClock clock = new MockClock();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);

  @Test
  void timesHowLongAPassWaitsForAThread() {
    FoundationWorkspace acme = Plans.workspace("acme", "acme-7k2");
    QueueAge queue = new QueueAge(meters);
    queue.reconcileCustomResource(acme, null, Map.of());
    clock.add(Duration.ofSeconds(3));
    assertThat(meters.get("foundation.queue.oldest").gauge().value()).isEqualTo(3);
    assertThat(meters.get("foundation.queue.length").gauge().value()).isEqualTo(1);
    queue.reconciliationExecutionStarted(acme, Map.of());
    assertThat(meters.get("foundation.queue.age").timer().totalTime(TimeUnit.SECONDS)).isEqualTo(3);
    assertThat(meters.get("foundation.queue.oldest").gauge().value()).isZero();
  }

  @Test
  void countsWorkspacesByPhase() {
    new OperatorMetrics(meters)
        .countPhases(() -> Stream.of(in(Phase.READY), in(Phase.READY), in(Phase.DEGRADED)));
    assertThat(workspaces("ready")).isEqualTo(2);
    assertThat(workspaces("degraded")).isEqualTo(1);
    assertThat(workspaces("deleting")).isZero();
  }

  @Test
  void countsDriftByKindAndPlace() {
    OperatorMetrics metrics = new OperatorMetrics(meters);
    metrics.drift("Bucket", "AWS", "FOUND");
    metrics.drift("Bucket", "AWS", "REPAIRED");
    metrics.drift("Bucket", "AWS", "REPAIRED");
    assertThat(
            meters.get("foundation.drift.found").tags("kind", "Bucket", "place", "aws").counter())
        .satisfies(counter -> assertThat(counter.count()).isEqualTo(1));
    assertThat(meters.get("foundation.drift.repaired").counter().count()).isEqualTo(2);
  }

  @Test
  void logLinesOfAPassCarryItsWorkspaceOnEveryThread() throws Exception {
    FoundationWorkspace acme = Plans.workspace("acme", "acme-7k2");
    String address = acme.getMetadata().getNamespace() + ".acme";
    try (var threads = LogContext.threads()) {
      assertThat(LogContext.in(acme, () -> MDC.get("workspace"))).isEqualTo(address);
      assertThat(LogContext.in(acme, () -> threads.submit(() -> MDC.get("workspace"))).get())
          .isEqualTo(address);
    }
    assertThat(MDC.get("workspace")).isNull();
  }

  private double workspaces(String phase) {
    return meters.get("foundation.workspaces").tag("phase", phase).gauge().value();
  }

  private static FoundationWorkspace in(Phase phase) {
    FoundationWorkspace workspace = Plans.workspace("acme", "acme-7k2");
    workspace.setStatus(
        new FoundationWorkspaceStatus(1L, phase, null, null, null, null, List.of(), null));
    return workspace;
  }
}
