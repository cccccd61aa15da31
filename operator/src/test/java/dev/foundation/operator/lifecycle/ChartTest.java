// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What uninstalling the chart takes away is what its templates hold, and what hooks would do. */
class ChartTest {

  private static final Path CHART = Path.of("../helm/foundation-workspaces");
  private static final Pattern KIND = Pattern.compile("(?m)^kind: (\\w+)");

  @Test
  void uninstallingItTakesNoWorkspaceNorTheirDefinitionAway() throws IOException {
    String templates = "";
    try (var files = Files.list(CHART.resolve("templates"))) {
      for (Path file : files.toList()) {
        templates += Files.readString(file);
      }
    }
    assertThat(KIND.matcher(templates).results().map((MatchResult kind) -> kind.group(1)).toList())
        .contains("Deployment")
        .isSubsetOf(
            List.of(
                "Deployment",
                "Service",
                "NetworkPolicy",
                "PodDisruptionBudget",
                "ServiceAccount",
                "ClusterRole",
                "ClusterRoleBinding",
                "Role",
                "RoleBinding",
                "ValidatingAdmissionPolicy",
                "ValidatingAdmissionPolicyBinding"));
    assertThat(templates).doesNotContain("helm.sh/hook");
    assertThat(CHART.resolve("crds/foundationworkspaces.foundation.dev.yaml")).exists();
  }
}
