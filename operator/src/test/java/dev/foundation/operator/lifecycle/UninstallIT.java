// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.lifecycle;

import static dev.foundation.operator.stack.Workspaces.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.status.ResourcesStatus;
import dev.foundation.operator.dependents.ack.Bucket;
import dev.foundation.operator.dependents.ack.Key;
import dev.foundation.operator.dependents.ack.Table;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.SoleTest;
import dev.foundation.operator.stack.Specs;
import dev.foundation.operator.stack.Workspaces;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The product is taken away: everything stays on AWS, and is found again when it comes back. */
@SoleTest
class UninstallIT {

  private static final Duration RESYNC = Duration.ofMinutes(10);
  private static final String RETAINED =
      "{\"spec\":{\"deletionPolicy\":\"Retain\"},\"metadata\":{\"annotations\":{\"foundation.dev/paused\":null}}}";

  private final OperatorStack stack;

  UninstallIT(OperatorStack stack) {
    this.stack = stack;
  }

  @Test
  void deletingTheDefinitionErasesNothing() {
    Workspaces workspaces = in("departing");
    workspaces.apply("keeps");
    workspaces.apply("unsure", Specs.erasable("unsure-1"));
    workspaces.untilReady("keeps");
    workspaces.untilReady("unsure");
    ResourcesStatus keeps = workspaces.resources("keeps");
    ResourcesStatus unsure = workspaces.resources("unsure");
    retainWhatOthersLeft();
    try {
      definition().delete();
      workspaces.untilGone("keeps");
      workspaces.untilBlocked("unsure", "DeletionNotConfirmed");
      workspaces.patch("unsure", RETAINED);
      eventually().untilAsserted(() -> assertThat(definition().get()).isNull());
      untilNoChildIsLeft("departing");
    } finally {
      eventually().untilAsserted(() -> assertThat(definition().get()).isNull());
      stack.platform().install();
    }
    assertThat(endings(keeps)).isZero();
    assertThat(endings(unsure)).isZero();
    workspaces.apply("keeps");
    workspaces.untilReady("keeps");
    assertThat(workspaces.resources("keeps")).isEqualTo(keeps);
  }

  /** As after an uninstallation of the chart, which leaves the definition and the workspaces. */
  @Test
  void whereNoOperatorRunsADeletionWaitsOrIsLetGoByHandAndErasesNothing() {
    Workspaces workspaces = in("abandoned");
    workspaces.apply("waits", Specs.erasable("waits-1"));
    workspaces.untilReady("waits");
    ResourcesStatus resources = workspaces.resources("waits");
    stack.operator().stop();
    try {
      workspaces.delete("waits");
      assertThat(workspaces.named("waits").get().isMarkedForDeletion()).isTrue();
      workspaces.patch("waits", "{\"metadata\":{\"finalizers\":null}}");
      workspaces.untilGone("waits");
      untilNoChildIsLeft("abandoned");
    } finally {
      stack.operator().start(RESYNC);
    }
    assertThat(endings(resources)).isZero();
    workspaces.apply("waits", Specs.erasable("waits-1"));
    workspaces.untilReady("waits");
    assertThat(workspaces.resources("waits")).isEqualTo(resources);
  }

  private Workspaces in(String namespace) {
    stack.namespace(namespace, Map.of());
    return new Workspaces(stack.client(), namespace);
  }

  private Resource<CustomResourceDefinition> definition() {
    return stack
        .client()
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withName("foundationworkspaces.foundation.dev");
  }

  /** Other tests end without cleaning up; only the own one is to be waited for. */
  private void retainWhatOthersLeft() {
    var all = stack.client().resources(FoundationWorkspace.class);
    for (FoundationWorkspace workspace : all.inAnyNamespace().list().getItems()) {
      if (!"departing".equals(workspace.getMetadata().getNamespace())) {
        stack.client().resource(workspace).patch(PatchContext.of(PatchType.JSON_MERGE), RETAINED);
      }
    }
  }

  private void untilNoChildIsLeft(String namespace) {
    eventually()
        .untilAsserted(() -> {
          for (var kind : List.of(Key.class, Table.class, Bucket.class)) {
            assertThat(stack.client().resources(kind).inNamespace(namespace).list().getItems())
                .isEmpty();
          }
        });
  }

  private int endings(ResourcesStatus of) {
    return stack
        .proxy()
        .evidence()
        .matching(call ->
            call.action()
                    .matches("Delete(Group|Role|Policy|Bucket|Table|Alias)|ScheduleKeyDeletion")
                && call.resources().stream()
                    .anyMatch(one ->
                        one.contains(of.bucketName())
                            || one.equals(of.keyArn())
                            || one.equals(of.group())))
        .size();
  }
}
