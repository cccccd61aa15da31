// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the chart's templates hold, and what uninstalling it takes away. */
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

  @Test
  void everyProcessHasItsHeapWithinItsMemory() throws IOException {
    JsonNode values =
        Serialization.unmarshal(Files.readString(CHART.resolve("values.yaml")), JsonNode.class);
    for (Map.Entry<String, String> process :
        Map.of("operator", "operator", "apiServer", "api-server", "members", "members")
            .entrySet()) {
      JsonNode value = values.get(process.getKey());
      assertThat(deployment(process.getValue()))
          .contains(
              "JAVA_TOOL_OPTIONS, value: \"-Xmx{{ .Values.%s.heap }} -XX:+ExitOnOutOfMemoryError"
                  .formatted(process.getKey()));
      int direct = value.has("directMemory") ? mebibytes(value.get("directMemory")) : 0;
      assertThat(mebibytes(value.get("heap")) + direct)
          .as(process.getKey())
          .isLessThanOrEqualTo(mebibytes(value.at("/resources/limits/memory")) - 192);
    }
    assertThat(deployment("api-server"))
        .contains("-XX:MaxDirectMemorySize={{ .Values.apiServer.directMemory }}")
        .contains("-XX:-DontCompileHugeMethods -XX:MetaspaceSize=96m");
  }

  private static int mebibytes(JsonNode value) {
    return Integer.parseInt(value.asText().replaceFirst("(m|Mi)$", ""));
  }

  /** A server closes its listener at once when it is told to stop, and then needs up to 40 s. */
  @Test
  void serversStopOnlyWhenNobodyIsSentToThemAnyMore() throws IOException {
    for (String server : List.of("api-server", "members")) {
      String deployment = deployment(server);
      int asleep = number(deployment, "preStop: \\{sleep: \\{seconds: (\\d+)}}");
      assertThat(asleep).as(server).isGreaterThanOrEqualTo(5);
      assertThat(number(deployment, "terminationGracePeriodSeconds: (\\d+)"))
          .as(server)
          .isGreaterThanOrEqualTo(asleep + 40);
    }
  }

  private static int number(String text, String pattern) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).as(pattern).isTrue();
    return Integer.parseInt(found.group(1));
  }

  private static String deployment(String name) throws IOException {
    return Files.readString(CHART.resolve("templates").resolve(name + "-deployment.yaml"));
  }
}
