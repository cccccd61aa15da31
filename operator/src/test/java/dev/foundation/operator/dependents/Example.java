// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.operator.aws.AwsClients;
import dev.foundation.operator.aws.Inventory;
import dev.foundation.operator.aws.WorkspaceKeys;
import dev.foundation.operator.aws.settings.LiveSettings;
import dev.foundation.operator.dependents.ack.AckResource;
import dev.foundation.operator.dependents.flow.AckDependentResource;
import dev.foundation.operator.dependents.flow.DriftWatch;
import dev.foundation.operator.plan.Cell;
import dev.foundation.operator.plan.Plans;
import dev.foundation.operator.plan.WorkspacePlan;
import dev.foundation.operator.quota.RequestRates;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A manifest and everything that follows from it, its key being known. */
public record Example(FoundationWorkspace workspace, WorkspacePlan plan) {

  private static final Path CASES = Path.of("src/test/resources/DerivedResourcesTest");

  /** One for each folder of a manifest, {@code in-workspace.yaml}, and what it becomes. */
  public static List<Path> folders() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.sorted().toList();
    }
  }

  /** The example of a folder; a namespace may lie beside the manifest and name its region. */
  public static Example in(Path folder) throws IOException {
    Path namespace = folder.resolve("in-namespace.yaml");
    String region =
        Files.exists(namespace)
            ? Serialization.unmarshal(Files.readString(namespace), Namespace.class)
                .getMetadata()
                .getAnnotations()
                .get("services.k8s.aws/default-region")
            : Plans.CELL.region();
    return of(Files.readString(folder.resolve("in-workspace.yaml")), region);
  }

  /** The example of a manifest in YAML. */
  public static Example of(String manifest, String region) {
    FoundationWorkspace workspace = Serialization.unmarshal(manifest, FoundationWorkspace.class);
    Cell cell = new Cell(Plans.CELL.account(), region);
    WorkspacePlan plan =
        WorkspacePlan.of(workspace, cell, Plans.PLATFORM)
            .withKeyArn(Plans.KEY_ARN.replace(Plans.CELL.region(), region));
    return new Example(workspace, plan);
  }

  /** Children, policies and groups, as text by the names of their files. */
  public Map<String, String> derived() throws IOException {
    Map<String, String> derived = new TreeMap<>();
    for (AckDependentResource<?> dependent : dependents()) {
      AckResource child = dependent.desired(plan);
      derived.put(
          "%s-%s.yaml".formatted(child.getKind(), child.getMetadata().getName()),
          Serialization.asYaml(sorted(child)));
    }
    policies(plan).forEach((name, json) -> derived.put(name + "-policy.json", json));
    derived.put("groups.yaml", Serialization.asYaml(groups()));
    return derived;
  }

  private Map<String, Object> groups() {
    Map<String, Object> groups = new LinkedHashMap<>();
    groups.put("administrators", plan.adminGroup().toString());
    groups.put("invited", plan.spec().admins());
    groups.put("roles", plan.roleGroups().stream().map(group -> group.toString()).toList());
    groups.put("description", plan.groupOwner());
    return groups;
  }

  /** Every child that ACK makes something of; none of them calls AWS. */
  public static List<AckDependentResource<?>> dependents() {
    try (AwsClients unused = AwsClients.ofThisProcess(RequestRates.DEFAULTS)) {
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
        new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);
    return mapper.readTree(
        mapper.writeValueAsString(mapper.readValue(Serialization.asJson(value), Map.class)));
  }
}
