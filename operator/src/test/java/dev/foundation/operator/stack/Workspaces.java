// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.contract.Annotations;
import dev.foundation.crds.spec.FoundationWorkspaceSpec;
import dev.foundation.crds.status.BlockingResource;
import dev.foundation.crds.status.DeletionStatus;
import dev.foundation.crds.status.FoundationWorkspaceStatus;
import dev.foundation.crds.status.ResourcesStatus;
import dev.foundation.localstack.emulator.EmulatorAccount;
import dev.foundation.localstack.stack.AwsCell;
import dev.foundation.localstack.stack.Platform;
import dev.foundation.operator.dependents.ack.AckResource;
import dev.foundation.operator.dependents.ack.AckState;
import dev.foundation.operator.dependents.ack.Alias;
import dev.foundation.operator.dependents.ack.Bucket;
import dev.foundation.operator.dependents.ack.Key;
import dev.foundation.operator.dependents.ack.Policy;
import dev.foundation.operator.dependents.ack.Role;
import dev.foundation.operator.dependents.ack.Table;
import dev.foundation.operator.dependents.flow.AckDependentResource;
import dev.foundation.operator.plan.Cell;
import dev.foundation.operator.plan.ResourceNames;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/** What a platform engineer does to the workspaces of one namespace, and sees of them. */
public record Workspaces(KubernetesClient client, String namespace) {

  public static final String NAMESPACE = "foundations";

  /** Who the operator is to the API server. */
  public static final String OPERATOR =
      "system:serviceaccount:" + Platform.NAMESPACE + ":foundation-operator";

  private static final List<Class<? extends AckResource>> KINDS =
      List.of(Key.class, Alias.class, Bucket.class, Policy.class, Role.class, Table.class);

  private static final int CHILDREN = KINDS.size() + 1;

  /** ACK looks again at a table after 30 s, and twice where it still has to be changed. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Those of the namespace that every test uses. */
  public static Workspaces of(OperatorStack stack) {
    return new Workspaces(stack.client(), NAMESPACE);
  }

  /** A client with the rights of a user, made by whoever may act for others. */
  static KubernetesClient as(String user, KubernetesClient administrator) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(administrator.getConfiguration())
                .withImpersonateUsername(user)
                .build())
        .build();
  }

  public static ConditionFactory eventually() {
    return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200));
  }

  /** Has the namespace name another cell, and confirms that no workspace is meant to follow. */
  public void move(String account, String region) {
    String annotations =
        """
        {"metadata":{"annotations":{"services.k8s.aws/owner-account-id":"%1$s",
         "services.k8s.aws/default-region":"%2$s","%3$s":"%1$s/%2$s"}}}
        """
            .formatted(account, region, Annotations.CONFIRM_CELL);
    client
        .namespaces()
        .withName(namespace)
        .patch(PatchContext.of(PatchType.JSON_MERGE), annotations);
  }

  public Resource<FoundationWorkspace> named(String name) {
    return client.resources(FoundationWorkspace.class).inNamespace(namespace).withName(name);
  }

  public <R extends AckResource> Resource<R> child(Class<R> kind, String name) {
    return client.resources(kind).inNamespace(namespace).withName(name);
  }

  /** What the operator calls its resources on AWS. */
  public ResourceNames names(String name, String foundationId) {
    return ResourceNames.of(
        foundationId,
        AwsCell.CONTROL_PLANE,
        new Cell(EmulatorAccount.ID, EmulatorAccount.REGION),
        namespace,
        name);
  }

  /** Applies one with defaults whose foundation's id is its name with {@code -1}. */
  public void apply(String name) {
    apply(name, FoundationWorkspaceSpec.of(name + "-1", "Example"));
  }

  public void apply(String name, FoundationWorkspaceSpec spec) {
    apply(name, spec, Map.of());
  }

  /** Applies one of which nothing is made yet, and waits until the operator has seen it. */
  public void applyPaused(String name, FoundationWorkspaceSpec spec) {
    apply(name, spec, Map.of(Annotations.PAUSED, "true"));
    until(name, "Paused", "True/Paused");
  }

  private void apply(String name, FoundationWorkspaceSpec spec, Map<String, String> annotations) {
    FoundationWorkspace workspace = new FoundationWorkspace();
    workspace.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(namespace)
            .withName(name)
            .withAnnotations(annotations)
            .build());
    workspace.setSpec(spec);
    client.resource(workspace).create();
  }

  /** Merges this JSON into the workspace. */
  public void patch(String name, String json) {
    named(name).patch(PatchContext.of(PatchType.JSON_MERGE), json);
  }

  /** Merges this JSON into the workspace's status, as the operator, which alone is admitted. */
  public void patchStatus(String name, String json) {
    try (KubernetesClient operator = as(OPERATOR, client)) {
      operator
          .resource(named(name).require())
          .subresource("status")
          .patch(PatchContext.of(PatchType.JSON_MERGE), json);
    }
  }

  public void annotate(String name, String annotation, String value) {
    patch(name, "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(annotation, value));
  }

  /** Deletes it with the confirmation that deletionPolicy Delete asks for. */
  public void delete(String name) {
    annotate(name, Annotations.CONFIRM_DELETE, name);
    named(name).delete();
  }

  /** Deletes it where everything stays on AWS, and waits until Kubernetes knows nothing of it. */
  public void release(String name) {
    delete(name);
    untilGone(name);
    eventually().untilAsserted(() -> assertThat(children(name)).isEmpty());
  }

  public FoundationWorkspaceStatus status(String name) {
    return status(named(name).get());
  }

  public ResourcesStatus resources(String name) {
    return Optional.ofNullable(status(name).resources()).orElse(ResourcesStatus.NONE);
  }

  /** What a deletion waits for; empty where it waits for nothing, or none is under way. */
  public List<BlockingResource> blocking(String name) {
    return Optional.ofNullable(status(name).deletion())
        .map(DeletionStatus::blocking)
        .orElse(List.of());
  }

  /** Its deletion waits for one thing, for this reason, and its message says all of that. */
  public void untilBlocked(String name, String reason, String... said) {
    eventually()
        .untilAsserted(() ->
            assertThat(blocking(name))
                .singleElement()
                .satisfies(one -> {
                  assertThat(one.reason()).isEqualTo(reason);
                  Stream.of(said).forEach(part -> assertThat(one.message()).contains(part));
                }));
  }

  /** {@code status/reason}, or {@code absent}. */
  public String condition(String name, String type) {
    return find(name, type).map(c -> c.getStatus() + "/" + c.getReason()).orElse("absent");
  }

  public String message(String name, String type) {
    return find(name, type).map(Condition::getMessage).orElse("absent");
  }

  /** Waits until the condition has this status and reason. */
  public void until(String name, String type, String statusAndReason) {
    eventually()
        .untilAsserted(() ->
            assertThat(condition(name, type))
                .as(() -> type + ": " + message(name, type))
                .isEqualTo(statusAndReason));
  }

  /**
   * Waits until it is Ready for the generation that it has: both as one read shows them, because
   * the condition of the generation before says True until the operator's next pass.
   */
  public void untilReady(String name) {
    eventually()
        .untilAsserted(() -> {
          FoundationWorkspace seen = named(name).get();
          assertThat(find(seen, "Ready"))
              .as(() -> told(seen))
              .hasValueSatisfying(ready ->
                  assertThat(ready)
                      .as(() -> told(seen))
                      .returns("True", Condition::getStatus)
                      .returns(
                          seen.getMetadata().getGeneration(), Condition::getObservedGeneration));
        });
  }

  /**
   * The same, and ACK has said of every child that all is done: it may say so after AWS, and has
   * something to write until then.
   */
  public void untilSettled(String name) {
    untilReady(name);
    eventually()
        .untilAsserted(
            () -> assertThat(children(name)).hasSize(CHILDREN).allMatch(Workspaces::isSynced));
  }

  private List<AckResource> children(String name) {
    return Stream.concat(
            KINDS.stream().<@Nullable AckResource>map(kind -> child(kind, name).get()),
            Stream.of(child(Table.class, name + ".keys").get()))
        .filter(Objects::nonNull)
        .toList();
  }

  /** Whether ACK has said that all is done of what is declared now. */
  public static boolean isSynced(AckResource child) {
    return AckState.of(child, AckDependentResource.FIELD_MANAGER).phase() == AckState.Phase.SYNCED;
  }

  public void untilGone(String name) {
    eventually().untilAsserted(() -> assertThat(named(name).get()).isNull());
  }

  public List<Event> events(String name) {
    return client.v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> name.equals(event.getInvolvedObject().getName()))
        .toList();
  }

  /** Everything it tells of itself, for when it is not as it should be. */
  private static String told(@Nullable FoundationWorkspace seen) {
    return Stream.concat(
            Stream.of(seen == null ? "it is not there" : "finalizers " + seen.getFinalizers()),
            status(seen).conditions().stream()
                .map(c ->
                    "%s %s/%s: %s"
                        .formatted(c.getType(), c.getStatus(), c.getReason(), c.getMessage())))
        .collect(Collectors.joining("\n"));
  }

  private Optional<Condition> find(String name, String type) {
    return find(named(name).get(), type);
  }

  private static Optional<Condition> find(@Nullable FoundationWorkspace seen, String type) {
    return status(seen).conditions().stream()
        .filter(condition -> type.equals(condition.getType()))
        .findFirst();
  }

  private static FoundationWorkspaceStatus status(@Nullable FoundationWorkspace seen) {
    return Optional.ofNullable(seen)
        .map(FoundationWorkspace::getStatus)
        .orElse(FoundationWorkspaceStatus.EMPTY);
  }
}
