// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.preview;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.contract.Annotations;
import dev.foundation.crds.contract.GroupName;
import dev.foundation.crds.spec.DeletionPolicy;
import dev.foundation.operator.aws.AwsClients;
import dev.foundation.operator.aws.Found;
import dev.foundation.operator.aws.WorkspaceKey;
import dev.foundation.operator.config.OperatorConfig;
import dev.foundation.operator.dependents.flow.Step;
import dev.foundation.operator.plan.WorkspacePlan;
import dev.foundation.operator.preview.Change.Action;
import dev.foundation.operator.workspace.Cells;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out what deleting a workspace would do, under the caller's own rights. */
public final class DeletionPreview {

  /** In the order in which they would go. */
  private static final List<Step> ORDER =
      List.of(Step.ROLE, Step.POLICY, Step.BUCKET, Step.DOCUMENTS_TABLE, Step.KEY_TABLE);

  private static final String RETAIN =
      "deletionPolicy Retain: everything stays on AWS; the same manifest applied again finds it";

  private static final String DELETE =
      "deletionPolicy Delete: tables and bucket go with all that is in them, for good";

  private final KubernetesClient client;
  private final AwsClients clients;
  private final OperatorConfig config;

  /** With the settings of the operator that would act. */
  public DeletionPreview(KubernetesClient client, AwsClients clients, OperatorConfig config) {
    this.client = client;
    this.clients = clients;
    this.config = config;
  }

  /**
   * What deleting the workspace that the manifest names would do, as it is in the cluster now.
   *
   * @throws io.fabric8.kubernetes.client.KubernetesClientException with the API server's sentence
   *     if it would refuse the deletion
   */
  public Preview deleting(GenericKubernetesResource manifest) {
    @Nullable GenericKubernetesResource stored = client.resource(manifest).get();
    if (stored == null) {
      return new Preview(
          "FoundationWorkspace %s/%s"
              .formatted(manifest.getMetadata().getNamespace(), manifest.getMetadata().getName()),
          List.of(),
          List.of("there is no such workspace in the cluster"));
    }
    client.resource(stored).dryRun().delete();
    FoundationWorkspace live = WorkspacePreview.read(client, stored);
    Map<String, String> annotations = Cells.annotations(live, client);
    Cells cells = new Cells(config);
    WorkspacePlan plan = WorkspacePlan.of(live, cells.of(live, annotations), config.platform());
    if (live.getSpec().deletionPolicy() == DeletionPolicy.RETAIN) {
      return deleted(plan, live, Action.RELEASE, RETAIN);
    }
    return cells
        .refusal(live, annotations)
        .map(why -> WorkspacePreview.refused(plan, why))
        .orElseGet(() -> deleted(plan, live, Action.DESTROY, DELETE));
  }

  private Preview deleted(
      WorkspacePlan plan, FoundationWorkspace live, Action action, String policy) {
    AwsView aws = new AwsView(clients);
    List<Change> changes = new ArrayList<>();
    changes.add(
        Change.of(Action.RELEASE, live.getKind(), plan.workspace(), "with its child objects"));
    for (GroupName group : groups(aws, plan)) {
      changes.add(Change.of(action, Step.GROUP.kind(), group.toString(), ""));
    }
    for (Step step : ORDER) {
      resource(aws, step, plan, action).ifPresent(changes::add);
    }
    key(aws, live, plan, action).ifPresent(changes::add);
    aws.unread(plan, "what the status says is listed").ifPresent(changes::add);
    List<String> notes = new ArrayList<>();
    notes.add(policy);
    if ("true".equals(WorkspacePreview.annotations(live).get(Annotations.PAUSED))) {
      notes.add("the workspace is paused: the deletion waits until the annotation is gone");
    }
    return new Preview(WorkspacePreview.title(plan), List.copyOf(changes), List.copyOf(notes));
  }

  private static List<GroupName> groups(AwsView aws, WorkspacePlan plan) {
    return aws.groups(plan)
        .orElseGet(() -> plan.known().group() == null ? List.of() : List.of(plan.adminGroup()));
  }

  private static Optional<Change> resource(
      AwsView aws, Step step, WorkspacePlan plan, Action action) {
    String name = step == Step.KEY_TABLE ? plan.names().keyTable() : plan.names().name();
    Optional<Found> found = aws.existing(step, plan);
    if (found.filter(Found::isAbsent).isPresent()) {
      return Optional.empty();
    }
    boolean foreign = found.filter(Found::isForeign).isPresent();
    return Optional.of(
        foreign && action == Action.DESTROY
            ? Change.of(Action.BLOCKED, step.kind(), name, "NameConflict, belongs to another owner")
            : Change.of(action, step.kind(), name, ""));
  }

  private static Optional<Change> key(
      AwsView aws, FoundationWorkspace live, WorkspacePlan plan, Action action) {
    String note =
        action == Action.DESTROY
            ? "after %d days; until then it can be saved"
                .formatted(live.getSpec().key().deletionWindowDays())
            : "";
    return aws.key(plan)
        .filter(WorkspaceKey::ours)
        .map(WorkspaceKey::arn)
        .or(() -> aws.isUnread() ? Optional.ofNullable(plan.known().keyArn()) : Optional.empty())
        .map(arn -> Change.of(action, Step.KEY.kind(), arn, note));
  }
}
