// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.preview;

import dev.foundation.crds.contract.Annotations;
import dev.foundation.crds.contract.Reason;
import dev.foundation.operator.aws.AwsClients;
import dev.foundation.operator.aws.Found;
import dev.foundation.operator.aws.Inventory;
import dev.foundation.operator.aws.WorkspaceKeys;
import dev.foundation.operator.aws.settings.LiveSettings;
import dev.foundation.operator.dependents.BucketDependentResource;
import dev.foundation.operator.dependents.DocumentsTableDependentResource;
import dev.foundation.operator.dependents.KeyTableDependentResource;
import dev.foundation.operator.dependents.KmsAliasDependentResource;
import dev.foundation.operator.dependents.KmsKeyDependentResource;
import dev.foundation.operator.dependents.PolicyDependentResource;
import dev.foundation.operator.dependents.RoleDependentResource;
import dev.foundation.operator.dependents.ack.AckResource;
import dev.foundation.operator.dependents.flow.AckDependentResource;
import dev.foundation.operator.dependents.flow.DriftWatch;
import dev.foundation.operator.dependents.flow.Readiness;
import dev.foundation.operator.dependents.flow.Step;
import dev.foundation.operator.plan.WorkspacePlan;
import dev.foundation.operator.preview.Change.Action;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the objects that ACK turns into AWS resources would become. */
final class Children {

  private static final String ANEW =
      "what was lost is given up, and made anew, empty, as the annotation asks";

  private final KubernetesClient client;
  private final AwsView aws;
  private final List<AckDependentResource<?>> dependents;

  Children(KubernetesClient client, AwsClients clients, AwsView aws) {
    this.client = client;
    this.aws = aws;
    Inventory inventory = new Inventory(clients);
    LiveSettings live = new LiveSettings(clients);
    DriftWatch unused = new DriftWatch(Duration.ZERO, Clock.systemUTC());
    this.dependents =
        List.of(
            new KmsKeyDependentResource(new WorkspaceKeys(clients), live, unused),
            new KmsAliasDependentResource(live, unused),
            new DocumentsTableDependentResource(inventory, live, unused),
            new KeyTableDependentResource(inventory, live, unused),
            new BucketDependentResource(inventory, live, unused),
            new PolicyDependentResource(inventory, live, unused),
            new RoleDependentResource(inventory, live, unused));
  }

  /**
   * One change for each child.
   *
   * @param plan with the key's ARN, or one that stands for it
   * @param key what there is of the key
   */
  List<Change> applied(WorkspacePlan plan, Map<String, String> annotations, Found key) {
    return dependents.stream()
        .map(dependent -> applied(dependent, plan, annotations, key))
        .toList();
  }

  private Change applied(
      AckDependentResource<?> dependent,
      WorkspacePlan plan,
      Map<String, String> annotations,
      Found key) {
    Step step = dependent.step();
    AckResource desired = dependent.desired(plan);
    String name = desired.getMetadata().getName();
    boolean ofKey = step == Step.KEY || step == Step.ALIAS;
    Optional<Found> found = ofKey ? Optional.of(key) : aws.existing(step, plan);
    @Nullable AckResource live =
        client
            .resources(dependent.resourceType())
            .inNamespace(plan.namespace())
            .withName(name)
            .get();
    Optional<Readiness> obstacle = found.flatMap(one -> step.obstacle(plan, one));
    if (obstacle.isPresent()) {
      return blocked(step, name, obstacle.get(), annotations);
    }
    if (live != null) {
      return Change.of(
          step.kind(), name, Differences.between("spec", live.getSpec(), desired.getSpec(), false));
    }
    boolean exists = found.filter(one -> !one.isAbsent()).isPresent();
    return Change.of(exists ? Action.ADOPT : Action.CREATE, step.kind(), name, "");
  }

  /** What was lost cannot come back under its name once there is an empty one. */
  static Change blocked(Step step, String name, Readiness why, Map<String, String> annotations) {
    boolean anew =
        why.reason() == Reason.DATA_RESOURCE_MISSING
            && step.kind().equals(annotations.get(Annotations.RECREATE));
    return anew
        ? Change.of(Action.DESTROY, step.kind(), name, ANEW)
        : Change.of(Action.BLOCKED, step.kind(), name, why.reason().value() + ", " + why.message());
  }
}
