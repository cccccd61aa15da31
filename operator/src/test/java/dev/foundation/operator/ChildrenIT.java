// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator;

import static dev.foundation.operator.stack.Workspaces.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.crds.contract.Annotations;
import dev.foundation.operator.dependents.ack.AckResource;
import dev.foundation.operator.dependents.ack.Alias;
import dev.foundation.operator.dependents.ack.Bucket;
import dev.foundation.operator.dependents.ack.Key;
import dev.foundation.operator.dependents.ack.Policy;
import dev.foundation.operator.dependents.ack.Role;
import dev.foundation.operator.dependents.ack.Table;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.StackTest;
import dev.foundation.operator.stack.Workspaces;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The objects that ACK turns into AWS resources may come and go; what is on AWS stays. */
@StackTest
class ChildrenIT {

  private static final List<Class<? extends AckResource>> KINDS =
      List.of(Key.class, Alias.class, Table.class, Bucket.class, Policy.class, Role.class);

  /** Whom the chart's admission policy lets delete them: a cascade. */
  private static final String GARBAGE_COLLECTOR =
      "system:serviceaccount:kube-system:generic-garbage-collector";

  private static final int STAMPS = 30;
  private static final int LATE_WORDS = 4;

  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private final OperatorStack stack;
  private final Workspaces workspaces;

  ChildrenIT(OperatorStack stack) {
    this.stack = stack;
    this.workspaces = Workspaces.of(stack);
  }

  @Test
  void deletedChildrenComeBackAndNothingIsLost() {
    workspaces.apply("pruned");
    workspaces.untilReady("pruned");
    var resources = workspaces.resources("pruned");
    List<String> uids = uids("pruned");
    try (KubernetesClient cascade = stack.clientOf(GARBAGE_COLLECTOR)) {
      Workspaces pruning = new Workspaces(cascade, Workspaces.NAMESPACE);
      KINDS.forEach(kind -> pruning.child(kind, "pruned").delete());
    }
    eventually()
        .untilAsserted(() ->
            assertThat(uids("pruned")).hasSize(KINDS.size()).doesNotContainAnyElementsOf(uids));
    workspaces.untilReady("pruned");
    assertThat(workspaces.resources("pruned")).isEqualTo(resources);
    assertThat(deletions(resources.bucketName())).isEmpty();
  }

  /** Both are found by what ACK itself wrote of them. */
  @ParameterizedTest
  @ValueSource(classes = {Key.class, Policy.class})
  void whatAckAdoptedAndDidNotDescribeIsAdoptedAnew(Class<? extends AckResource> kind) {
    String name = "half-" + kind.getSimpleName().toLowerCase(java.util.Locale.ROOT);
    workspaces.apply(name);
    workspaces.untilReady(name);
    var resources = workspaces.resources(name);
    var child = workspaces.child(kind, name);
    String before = child.get().getMetadata().getUid();
    try (KubernetesClient ack = stack.clientOf(ackOf(kind))) {
      var held = new Workspaces(ack, Workspaces.NAMESPACE).child(kind, name);
      held.patch(MERGE, "{\"metadata\":{\"annotations\":{\"services.k8s.aws/adopted\":\"true\"}}}");
      held.subresource("status").patch(MERGE, "{\"status\":null}");
    }
    eventually()
        .untilAsserted(() ->
            assertThat(child.get())
                .isNotNull()
                .extracting(one -> one.getMetadata().getUid())
                .isNotEqualTo(before));
    workspaces.untilReady(name);
    assertThat(workspaces.resources(name)).isEqualTo(resources);
  }

  private static String ackOf(Class<? extends AckResource> kind) {
    String service = HasMetadata.getGroup(kind).split("\\.", 2)[0];
    return "system:serviceaccount:ack-system:ack-" + service + "-controller";
  }

  @ParameterizedTest
  @EnumSource(DeletionPropagation.class)
  void noCascadeDeletesAnythingOnAws(DeletionPropagation cascade) {
    String name = "cascade-" + cascade.name().toLowerCase(java.util.Locale.ROOT);
    workspaces.apply(name);
    workspaces.untilReady(name);
    var resources = workspaces.resources(name);
    workspaces.named(name).withPropagationPolicy(cascade).delete();
    workspaces.untilGone(name);
    assertThat(deletions(resources.bucketName())).isEmpty();
    workspaces.apply(name);
    workspaces.untilReady(name);
    assertThat(workspaces.resources(name)).isEqualTo(resources);
  }

  @Test
  void whatWasChangedInThemIsPutBack() {
    workspaces.apply("edited");
    workspaces.untilReady("edited");
    String policy = policyOf("edited");
    try (KubernetesClient someone =
        stack.clientOf("system:serviceaccount:ack-system:ack-s3-controller")) {
      new Workspaces(someone, Workspaces.NAMESPACE)
          .child(Bucket.class, "edited")
          .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"policy\":\"{}\"}}");
    }
    eventually().untilAsserted(() -> assertThat(policyOf("edited")).isEqualTo(policy));
    workspaces.untilReady("edited");
    eventually()
        .untilAsserted(() ->
            assertThat(workspaces.events("edited"))
                .filteredOn(event -> "DriftRepaired".equals(event.getReason()))
                .extracting(Event::getMessage)
                .containsExactly("Bucket edited was changed in Kubernetes and is applied again"));
  }

  /** ACK stamps a child at every look of its own, and says nothing new by that. */
  @Test
  void aNewTimeOfAcksWordWakesNoPass() {
    workspaces.apply("stamped");
    workspaces.untilReady("stamped");
    long before = passes("stamped");
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    try (KubernetesClient ack =
        stack.clientOf("system:serviceaccount:ack-system:ack-s3-controller")) {
      var bucket = new Workspaces(ack, Workspaces.NAMESPACE).child(Bucket.class, "stamped");
      for (int i = 1; i <= STAMPS; i++) {
        String time = now.plusSeconds(i).toString();
        bucket
            .subresource("status")
            .edit(child -> {
              child.getStatus().conditions().forEach(said -> said.setLastTransitionTime(time));
              return child;
            });
      }
    }
    workspaces.annotate("stamped", Annotations.RECONCILE_AT, "1");
    eventually().untilAsserted(() -> assertThat(passes("stamped")).isGreaterThan(before));
    assertThat(passes("stamped") - before)
        .as("the one that was asked for, and those of the tables' last words")
        .isLessThanOrEqualTo(LATE_WORDS);
  }

  /** Each pass over a ready workspace looks at its group once. */
  private long passes(String name) {
    return stack.proxy().evidence().callsOfRole("foundation-operator").stream()
        .filter(call -> call.action().equals("GetGroup"))
        .filter(call -> call.resources().contains(Workspaces.NAMESPACE + "." + name))
        .count();
  }

  private String policyOf(String name) {
    return String.valueOf(workspaces.child(Bucket.class, name).get().getSpec().get("policy"));
  }

  private List<String> uids(String name) {
    return KINDS.stream()
        .map(kind -> workspaces.child(kind, name).get())
        .filter(child -> child != null && !child.isMarkedForDeletion())
        .map(child -> child.getMetadata().getUid())
        .toList();
  }

  private List<String> deletions(String name) {
    // ACK drops a replication that was never set up before it sets a bucket's versioning.
    Set<String> harmless = Set.of("DeletePolicyVersion", "DeleteBucketReplication");
    return stack
        .proxy()
        .evidence()
        .matching(call ->
            call.action().startsWith("Delete")
                && !harmless.contains(call.action())
                && call.resources().stream().anyMatch(one -> one.contains(name)))
        .stream()
        .map(call -> call.name())
        .toList();
  }
}
