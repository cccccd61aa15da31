// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foundation.operator.aws.AwsClients;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.StackTest;
import dev.foundation.operator.stack.Workspaces;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a preview says against what applying the same manifest then does. */
@StackTest
class WorkspacePreviewIT {

  private final OperatorStack stack;
  private final Workspaces workspaces;

  WorkspacePreviewIT(OperatorStack stack) {
    this.stack = stack;
    this.workspaces = Workspaces.of(stack);
  }

  private static GenericKubernetesResource manifest(String spec) {
    return Serialization.unmarshal(
        """
        apiVersion: foundation.dev/v1alpha1
        kind: FoundationWorkspace
        metadata: {name: foreseen, namespace: foundations}
        spec: {foundationId: foreseen-1, displayName: Foreseen%s}
        """
            .formatted(spec),
        GenericKubernetesResource.class);
  }

  private Preview preview(String spec) {
    try (AwsClients clients = AwsClients.ofThisProcess()) {
      return new WorkspacePreview(
              stack.client(), clients, stack.operator().config(Duration.ofMinutes(10)))
          .applying(manifest(spec));
    }
  }

  @Test
  void saysWhatApplyingThenDoes() {
    Preview first = preview("");
    assertThat(first.exitCode()).isEqualTo(Preview.CHANGES);
    assertThat(first.text()).contains("Plan: 10 to create, 0 to adopt, 0 to change");
    assertThat(workspaces.named("foreseen").get()).isNull();

    stack.client().resource(manifest("")).create();
    workspaces.untilReady("foreseen");
    assertThat(preview("").text()).contains("10 unchanged").doesNotContain("note:");
    assertThat(preview("").exitCode()).isEqualTo(Preview.UNCHANGED);

    Preview suspended =
        preview(", suspended: true, roles: [{name: viewers, permissions: ['documents:read']}]");
    assertThat(suspended.exitCode()).isEqualTo(Preview.CHANGES);
    assertThat(suspended.text())
        .contains(
            "spec.suspended: false -> true",
            "spec.policyDocument.Statement[Suspended]: (absent)",
            "+ Group foundations.foreseen.viewers",
            "Plan: 1 to create, 0 to adopt, 2 to change, 0 to destroy, 0 left alone, 8 unchanged.");

    Preview loses =
        preview(
            ", table: {pointInTimeRecovery: false}, bucket: {noncurrentVersionExpirationDays: 30}");
    assertThat(loses.exitCode()).isEqualTo(Preview.DESTROYS);
    assertThat(loses.changes())
        .filteredOn(change -> change.action() == Change.Action.CHANGE)
        .extracting(Change::kind)
        .containsExactlyInAnyOrderElementsOf(
            List.of("FoundationWorkspace", "Table", "Table", "Bucket"));
  }

  @Test
  void givesTheSentenceOfWhatWouldBeRefused() {
    assertThatThrownBy(() -> preview(", deletionPolicy: Delete"))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("switch the protection off first");
    assertThatThrownBy(() -> preview(", surprise: 1"))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("unknown field");
  }
}
