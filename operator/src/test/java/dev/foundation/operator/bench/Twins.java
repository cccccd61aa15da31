// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.bench;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.spec.FoundationWorkspaceSpec;
import dev.foundation.operator.dependents.Example;
import dev.foundation.operator.dependents.ack.AckResource;
import dev.foundation.operator.dependents.ack.AckState;
import dev.foundation.operator.dependents.flow.AckDependentResource;
import dev.foundation.operator.plan.Cell;
import dev.foundation.operator.plan.Platform;
import dev.foundation.operator.plan.WorkspacePlan;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Workspaces that stand in the cluster, children and all, as the first does which the operator and
 * ACK really brought to Ready.
 */
final class Twins {

  private static final int AT_A_TIME = 16;
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private final KubernetesClient client;
  private final Cell cell;
  private final Platform platform;
  private final Twin first;
  private final FoundationWorkspace workspace;
  private final List<AckDependentResource<?>> dependents = Example.dependents();
  private final Map<AckDependentResource<?>, GenericKubernetesResource> children = new HashMap<>();

  Twins(KubernetesClient client, Cell cell, Platform platform, FoundationWorkspace workspace) {
    this.client = client;
    this.cell = cell;
    this.platform = platform;
    this.workspace = workspace;
    String arn = Objects.requireNonNull(workspace.getStatus().resources()).keyArn();
    this.first =
        Twin.of(0, cell).withKey(Objects.requireNonNull(arn).substring(arn.lastIndexOf('/') + 1));
  }

  Twin first() {
    return first;
  }

  /** Whether the first lacks nothing that would still be written to it. */
  boolean isSettled() {
    return dependents.stream()
            .map(this::child)
            .filter(AckResource::wasSynced)
            .map(child -> AckState.of(child, AckDependentResource.FIELD_MANAGER).phase())
            .filter(AckState.Phase.SYNCED::equals)
            .count()
        == dependents.size();
  }

  /** Makes those from this number on, up to that one exclusively. */
  void make(int from, int to) {
    dependents.forEach(dependent -> children.computeIfAbsent(dependent, one -> whole(child(one))));
    try (ExecutorService workers = Executors.newFixedThreadPool(AT_A_TIME)) {
      CompletableFuture<?>[] all =
          IntStream.range(from, to)
              .mapToObj(
                  number -> CompletableFuture.runAsync(() -> make(Twin.of(number, cell)), workers))
              .toArray(CompletableFuture<?>[]::new);
      CompletableFuture.allOf(all).join();
    }
  }

  private void make(Twin twin) {
    FoundationWorkspace one = new FoundationWorkspace();
    one.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(Twin.NAMESPACE)
            .withName(twin.name())
            .withFinalizers(workspace.getMetadata().getFinalizers())
            .build());
    one.setSpec(FoundationWorkspaceSpec.of(twin.name(), "Measured"));
    FoundationWorkspace made = client.resource(one).create();
    FoundationWorkspace standing = patchStatus(made, twin, workspace.getStatus());
    WorkspacePlan plan = WorkspacePlan.of(standing, cell, platform);
    children.forEach((dependent, model) -> make(twin, dependent.desired(plan), standing, model));
  }

  /** Applied as the operator does it, and seen to by ACK. */
  private void make(
      Twin twin, AckResource desired, FoundationWorkspace owner, GenericKubernetesResource model) {
    desired.addOwnerReference(owner);
    AckResource applied =
        client
            .resource(desired)
            .fieldManager(AckDependentResource.FIELD_MANAGER)
            .forceConflicts()
            .serverSideApply();
    Map<String, String> annotations = new HashMap<>(model.getMetadata().getAnnotations());
    annotations.keySet().removeAll(applied.getMetadata().getAnnotations().keySet());
    annotations.put(
        AckResource.SYNCED_GENERATION, String.valueOf(applied.getMetadata().getGeneration()));
    Map<String, Object> metadata =
        Map.of("annotations", annotations, "finalizers", model.getMetadata().getFinalizers());
    client.resource(applied).patch(MERGE, Serialization.asJson(Map.of("metadata", metadata)));
    patchStatus(applied, twin, model.getAdditionalProperties().get("status"));
  }

  private <T extends HasMetadata> T patchStatus(T object, Twin twin, Object status) {
    String json = first.saidOf(twin, Serialization.asJson(Map.of("status", status)));
    return client.resource(object).subresource("status").patch(MERGE, json);
  }

  private AckResource child(AckDependentResource<?> dependent) {
    String name =
        dependent.desired(WorkspacePlan.of(workspace, cell, platform)).getMetadata().getName();
    return client
        .resources(dependent.resourceType())
        .inNamespace(Twin.NAMESPACE)
        .withName(name)
        .require();
  }

  /** With all that ACK writes, more than the operator reads. */
  private GenericKubernetesResource whole(AckResource child) {
    return client
        .genericKubernetesResources(child.getApiVersion(), child.getKind())
        .inNamespace(Twin.NAMESPACE)
        .withName(child.getMetadata().getName())
        .require();
  }
}
