// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator;

import static dev.foundation.operator.stack.Workspaces.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.localstack.proxy.evidence.RecordedCall;
import dev.foundation.operator.dependents.ack.Alias;
import dev.foundation.operator.dependents.ack.Bucket;
import dev.foundation.operator.dependents.ack.Key;
import dev.foundation.operator.dependents.ack.Policy;
import dev.foundation.operator.dependents.ack.Role;
import dev.foundation.operator.dependents.ack.Table;
import dev.foundation.operator.stack.KubernetesRequests;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.SoleTest;
import dev.foundation.operator.stack.Workspaces;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Looking again at what is as it should be changes nothing anywhere. */
@SoleTest
class SteadyStateIT {

  private static final Duration OFTEN = Duration.ofSeconds(1);
  private static final int RESYNCS = 3;

  /** Its own, as a workspace that another test left may still have something to say. */
  private static final String NAMESPACE = "steady";

  private final OperatorStack stack;
  private final Workspaces workspaces;

  SteadyStateIT(OperatorStack stack) {
    this.stack = stack;
    this.workspaces = new Workspaces(stack.client(), NAMESPACE);
  }

  @AfterEach
  void restore() {
    stack.operator().restart(Duration.ofMinutes(10));
  }

  @Test
  void resyncsWriteNothing() {
    stack.namespace(NAMESPACE, Map.of());
    workspaces.apply("steady");
    workspaces.untilSettled("steady");
    stack.operator().restart(OFTEN);
    untilResyncs(1);
    Map<String, String> versions = resourceVersions();
    int requests = stack.operator().requests().count();
    long routine = passes("routine");
    long calls = stack.proxy().evidence().calls().getLast().sequence();

    untilResyncs(RESYNCS);

    assertThat(stack.operator().requests().since(requests))
        .filteredOn(request -> request.namespace().equals(NAMESPACE))
        .noneMatch(KubernetesRequests.Request::writes);
    assertThat(stack.proxy().evidence().matching(call -> call.sequence() > calls))
        .isNotEmpty()
        .allMatch(SteadyStateIT::reads)
        .extracting(RecordedCall::action)
        .contains("GetKeyPolicy", "GetBucketPolicy", "GetResourcePolicy", "GetPolicyVersion");
    assertThat(resourceVersions()).isEqualTo(versions);
    assertThat(passes("routine")).isGreaterThanOrEqualTo(routine + RESYNCS);
    assertThat(workspaces.condition("steady", "Ready")).isEqualTo("True/Available");
  }

  /** As many as the framework handed over by name, which the lanes rely on. */
  private long passes(String lane) {
    return stack.operator().meters().get("foundation.queue.age").tag("lane", lane).timer().count();
  }

  private static boolean reads(RecordedCall call) {
    return Stream.of("Get", "List", "Describe", "Head", "AssumeRole")
        .anyMatch(call.action()::startsWith);
  }

  /** A pass ends with its look at the group. */
  private void untilResyncs(int more) {
    long seen = resyncs();
    eventually().untilAsserted(() -> assertThat(resyncs()).isGreaterThanOrEqualTo(seen + more));
  }

  private long resyncs() {
    return stack.proxy().evidence().callsOfRole("foundation-operator").stream()
        .filter(call -> call.action().equals("GetGroup"))
        .filter(call -> call.resources().contains("steady.steady"))
        .count();
  }

  private Map<String, String> resourceVersions() {
    Stream<HasMetadata> children =
        Stream.of(Key.class, Alias.class, Bucket.class, Policy.class, Role.class, Table.class)
            .map(kind -> workspaces.child(kind, "steady").get());
    return Stream.of(
            children,
            Stream.<HasMetadata>of(
                workspaces.child(Table.class, "steady.keys").get(),
                workspaces.named("steady").get()))
        .flatMap(all -> all)
        .collect(
            Collectors.toMap(
                one -> one.getKind() + "/" + one.getMetadata().getName(),
                one -> one.getMetadata().getResourceVersion()));
  }
}
