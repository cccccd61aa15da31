// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.status.FoundationWorkspaceStatus;
import dev.foundation.crds.status.Phase;
import dev.foundation.operator.plan.Plans;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class OperatorMetricsTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

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
