// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.operator.Golden;
import dev.foundation.operator.aws.AwsClients;
import dev.foundation.operator.aws.Inventory;
import dev.foundation.operator.aws.WorkspaceKeys;
import dev.foundation.operator.aws.settings.LiveSettings;
import dev.foundation.operator.dependents.ack.AckResource;
import dev.foundation.operator.dependents.flow.AckDependentResource;
import dev.foundation.operator.dependents.flow.DriftWatch;
import dev.foundation.operator.plan.Plans;
import dev.foundation.operator.plan.WorkspacePlan;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each example manifest becomes: every child and every policy, as files to read and compare.
 */
class DerivedResourcesTest {

  private static final Path CASES = Path.of("src/test/resources/DerivedResourcesTest");

  static List<Path> cases() throws IOException {
    try (Stream<Path> directories = Files.list(CASES)) {
      return directories.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void derivesTheExpectedResources(Path example) throws IOException {
    FoundationWorkspace workspace =
        Serialization.unmarshal(
            Files.readString(example.resolve("in-workspace.yaml")), FoundationWorkspace.class);
    WorkspacePlan plan =
        WorkspacePlan.of(workspace, Plans.CELL, Plans.PLATFORM).withKeyArn(Plans.KEY_ARN);
    Map<String, String> expected = new TreeMap<>();
    for (AckDependentResource<?> dependent : dependents()) {
      AckResource child = dependent.desired(plan);
      expected.put(
          "out-%s-%s.yaml".formatted(child.getKind(), child.getMetadata().getName()),
          Serialization.asYaml(sorted(child)));
    }
    policies(plan).forEach((name, json) -> expected.put("out-" + name + "-policy.json", json));
    expected.forEach((name, text) -> Golden.check(example.resolve(name), text));
    assertThat(outputs(example)).containsExactlyElementsOf(expected.keySet());
  }

  private static List<AckDependentResource<?>> dependents() {
    try (AwsClients unused = AwsClients.ofThisProcess()) {
      Inventory inventory = new Inventory(unused);
      LiveSettings live = new LiveSettings(unused);
      DriftWatch watch = new DriftWatch(Duration.ofMinutes(5), Clock.systemUTC());
      return List.of(
          new KmsKeyDependentResource(new WorkspaceKeys(unused), live, watch),
          new KmsAliasDependentResource(live, watch),
          new DocumentsTableDependentResource(inventory, live, watch),
          new KeyTableDependentResource(inventory, live, watch),
          new BucketDependentResource(inventory, live, watch),
          new PolicyDependentResource(inventory, live, watch),
          new RoleDependentResource(inventory, live, watch));
    }
  }

  private static Map<String, String> policies(WorkspacePlan plan) throws IOException {
    Map<String, String> policies = new TreeMap<>();
    policies.put("key", pretty(plan.keyPolicy()));
    policies.put("bucket", pretty(plan.bucketPolicy()));
    policies.put("table", pretty(plan.tablePolicy()));
    policies.put("key-table", pretty(plan.keyTablePolicy()));
    policies.put("role", pretty(plan.rolePolicy()));
    policies.put("trust", pretty(plan.trustPolicy()));
    policies.put("erasure", pretty(plan.erasurePolicy()));
    return policies;
  }

  private static String pretty(String json) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    return mapper.readTree(json).toPrettyString() + "\n";
  }

  /** Immutable maps have no order of their own. */
  private static Object sorted(Object value) throws IOException {
    ObjectMapper mapper =
        new ObjectMapper()
            .configure(
                com.fasterxml.jackson.databind.SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS,
                true);
    return mapper.readTree(
        mapper.writeValueAsString(mapper.readValue(Serialization.asJson(value), Map.class)));
  }

  private static List<String> outputs(Path example) throws IOException {
    try (Stream<Path> files = Files.list(example)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("in-"))
          .sorted()
          .toList();
    }
  }
}
