// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.operator.Golden;
import dev.foundation.operator.dependents.Example;
import dev.foundation.operator.dependents.flow.Readiness;
import dev.foundation.operator.dependents.flow.Reconciliation;
import dev.foundation.operator.dependents.flow.Step;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What status each example manifest has once everything of it is there. */
class DerivedStatusTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-25T00:00:00Z"), ZoneOffset.UTC);

  static List<Path> cases() throws IOException {
    return Example.folders();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void derivesTheExpectedStatus(Path folder) throws IOException {
    Example example = Example.in(folder);
    FoundationWorkspace workspace = example.workspace();
    Reconciliation pass = new Reconciliation(workspace, example.plan());
    for (Step step : Step.values()) {
      pass.report(step, Readiness.READY);
    }
    pass.adminsInvited(true);
    String status =
        Serialization.asYaml(new WorkspaceStatusFactory(CLOCK, "runbooks").after(workspace, pass));
    assertThat(Golden.check(folder.resolve("out-status.yaml"), status)).isTrue();
  }
}
