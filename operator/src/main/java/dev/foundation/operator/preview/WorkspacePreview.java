// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.preview;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.contract.Annotations;
import dev.foundation.crds.contract.GroupName;
import dev.foundation.crds.contract.Reason;
import dev.foundation.crds.spec.DeletionPolicy;
import dev.foundation.operator.aws.AwsClients;
import dev.foundation.operator.aws.Found;
import dev.foundation.operator.aws.Found.Ownership;
import dev.foundation.operator.aws.WorkspaceKey;
import dev.foundation.operator.config.OperatorConfig;
import dev.foundation.operator.dependents.KmsKeyDependentResource;
import dev.foundation.operator.dependents.flow.Readiness;
import dev.foundation.operator.dependents.flow.Step;
import dev.foundation.operator.plan.Cell;
import dev.foundation.operator.plan.WorkspacePlan;
import dev.foundation.operator.preview.Change.Action;
import dev.foundation.operator.workspace.Cells;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out what applying a manifest would do, under the caller's own rights. */
public final class WorkspacePreview {

  private static final String NOT_YET = "key/known-once-made";
  private static final int ATTEMPTS = 5;

  private final KubernetesClient client;
  private final AwsClients clients;
  private final OperatorConfig config;

  /** With the settings of the operator that would act. */
  public WorkspacePreview(KubernetesClient client, AwsClients clients, OperatorConfig config) {
    this.client = client;
    this.clients = clients;
    this.config = config;
  }

  /**
   * What applying the manifest would do.
   *
   * @throws KubernetesClientException with the API server's sentence if it would refuse the
   *     manifest
   */
  public Preview applying(GenericKubernetesResource manifest) {
    Answer answer = asked(manifest);
    @Nullable FoundationWorkspace live =
        answer.stored() == null ? null : read(client, answer.stored());
    FoundationWorkspace next = read(client, answer.next());
    Map<String, String> namespace = Cells.annotations(next, client);
    Cells cells = new Cells(config);
    WorkspacePlan plan = WorkspacePlan.of(next, cells.of(next, namespace), config.platform());
    return cells
        .refusal(next, namespace)
        .map(why -> refused(plan, why))
        .orElseGet(() -> changed(plan, next, live));
  }

  static Preview refused(WorkspacePlan plan, Readiness why) {
    String note = why.reason().value() + ", " + why.message();
    return new Preview(
        title(plan),
        List.of(Change.of(Action.BLOCKED, "FoundationWorkspace", plan.workspace(), note)),
        List.of());
  }

  private Preview changed(
      WorkspacePlan declared, FoundationWorkspace next, @Nullable FoundationWorkspace live) {
    AwsView aws = new AwsView(clients);
    WorkspacePlan plan = isFirstLook(next) ? aws.informed(declared) : declared;
    List<Change> changes = new ArrayList<>();
    changes.add(itself(next, live));
    Optional<WorkspaceKey> key = aws.key(plan);
    key.filter(WorkspaceKey::ours)
        .flatMap(one -> KmsKeyDependentResource.unusable(one.state()))
        .map(why -> Children.blocked(Step.KEY, plan.names().alias(), why, annotations(next)))
        .ifPresent(changes::add);
    changes.addAll(
        new Children(client, clients, aws)
            .applied(plan.withKeyArn(keyArn(plan, key)), annotations(next), found(plan, key, aws)));
    changes.add(branchKey(next, plan));
    changes.add(group(aws, plan, plan.adminGroup(), live));
    plan.roleGroups().forEach(group -> changes.add(group(aws, plan, group, live)));
    aws.unread(plan, "the cluster alone is compared").ifPresent(changes::add);
    return new Preview(title(plan), List.copyOf(changes), notes(next, live));
  }

  /** What is stored under the manifest's name, and what would be. */
  private record Answer(
      @Nullable GenericKubernetesResource stored, GenericKubernetesResource next) {}

  /** Asks anew where it was written meanwhile, as the operator does with its status. */
  private Answer asked(GenericKubernetesResource manifest) {
    for (int left = ATTEMPTS - 1; ; left--) {
      GenericKubernetesResource stored = client.resource(manifest).get();
      try {
        return new Answer(stored, dryRun(manifest, stored));
      } catch (KubernetesClientException e) {
        if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || left == 0) {
          throw e;
        }
      }
    }
  }

  /** As the API server would store it: defaults filled in, rules of the CRD and admission asked. */
  private GenericKubernetesResource dryRun(
      GenericKubernetesResource manifest, @Nullable GenericKubernetesResource stored) {
    if (stored == null) {
      return client.resource(manifest).dryRun().fieldValidation(Validation.STRICT).create();
    }
    Map<String, String> annotations = new HashMap<>(annotations(stored));
    annotations.putAll(annotations(manifest));
    GenericKubernetesResource next = client.getKubernetesSerialization().clone(manifest);
    next.getMetadata().setAnnotations(annotations);
    next.getMetadata().setResourceVersion(stored.getMetadata().getResourceVersion());
    return client.resource(next).dryRun().fieldValidation(Validation.STRICT).update();
  }

  static FoundationWorkspace read(KubernetesClient client, GenericKubernetesResource stored) {
    KubernetesSerialization json = client.getKubernetesSerialization();
    return json.unmarshal(json.asJson(stored), FoundationWorkspace.class);
  }

  private static Change itself(FoundationWorkspace next, @Nullable FoundationWorkspace live) {
    String name = next.getMetadata().getName();
    return live == null
        ? Change.of(Action.CREATE, next.getKind(), name, "")
        : Change.of(
            next.getKind(),
            name,
            Differences.between("spec", live.getSpec(), next.getSpec(), true));
  }

  private static boolean isFirstLook(FoundationWorkspace next) {
    return next.getStatus() == null || next.getStatus().adminsInvited() == null;
  }

  /** What cannot be read on AWS is taken for what the status says. */
  private static Found found(WorkspacePlan plan, Optional<WorkspaceKey> key, AwsView aws) {
    boolean recorded = aws.isUnread() && plan.known().keyArn() != null;
    return key.map(one -> one.ours() ? Ownership.OURS : Ownership.FOREIGN)
        .or(() -> recorded ? Optional.of(Ownership.OURS) : Optional.empty())
        .map(whose -> new Found(whose, ""))
        .orElse(Found.ABSENT);
  }

  /** A key that is not made yet has a name in the policies that nobody can mistake for one. */
  private static String keyArn(WorkspacePlan plan, Optional<WorkspaceKey> key) {
    Cell cell = plan.names().cell();
    return Optional.ofNullable(plan.keyArn())
        .or(() -> key.filter(WorkspaceKey::ours).map(WorkspaceKey::arn))
        .orElse("arn:aws:kms:" + cell.region() + ":" + cell.account() + ":" + NOT_YET);
  }

  private static Change branchKey(FoundationWorkspace next, WorkspacePlan plan) {
    String id = plan.foundationId();
    if (isBranchKeyLost(next)) {
      Readiness lost = Readiness.not(Reason.DATA_RESOURCE_MISSING, "BranchKey " + id + " is gone");
      return Children.blocked(Step.BRANCH_KEY, id, lost, annotations(next));
    }
    return plan.known().branchKeyId() == null
        ? Change.of(Action.CREATE, Step.BRANCH_KEY.kind(), id, "unless its table holds it")
        : Change.of(Action.NONE, Step.BRANCH_KEY.kind(), id, "");
  }

  /** As the operator saw it last: nobody else may read the table that holds it. */
  private static boolean isBranchKeyLost(FoundationWorkspace next) {
    return next.getStatus() != null
        && next.getStatus().conditions().stream()
            .anyMatch(condition ->
                Step.BRANCH_KEY.condition().value().equals(condition.getType())
                    && Reason.DATA_RESOURCE_MISSING.value().equals(condition.getReason()));
  }

  private static Change group(
      AwsView aws, WorkspacePlan plan, GroupName group, @Nullable FoundationWorkspace live) {
    Optional<Found> found = aws.group(plan, group);
    if (found.filter(Found::isForeign).isPresent()) {
      return Change.of(
          Action.BLOCKED, "Group", group.toString(), "NameConflict, belongs to another owner");
    }
    boolean there =
        found
            .map(one -> !one.isAbsent())
            .orElseGet(() -> live != null && plan.known().group() != null);
    return Change.of(there ? Action.NONE : Action.CREATE, "Group", group.toString(), "");
  }

  private static List<String> notes(FoundationWorkspace next, @Nullable FoundationWorkspace live) {
    List<String> notes = new ArrayList<>();
    if ("true".equals(annotations(next).get(Annotations.PAUSED))) {
      notes.add("the workspace is paused: nothing happens until the annotation is gone");
    }
    if (next.getSpec().deletionPolicy() == DeletionPolicy.DELETE) {
      notes.add("deletionPolicy Delete: a deletion of this workspace erases its data for good");
    }
    if (live != null) {
      live.getSpec().roles().stream()
          .map(role -> role.name())
          .filter(
              role -> next.getSpec().roles().stream().noneMatch(kept -> kept.name().equals(role)))
          .map(role -> "role " + role + " is removed: its group stays and grants nothing")
          .forEach(notes::add);
    }
    return List.copyOf(notes);
  }

  static Map<String, String> annotations(HasMetadata object) {
    return Objects.requireNonNullElse(object.getMetadata().getAnnotations(), Map.of());
  }

  static String title(WorkspacePlan plan) {
    return "FoundationWorkspace %s/%s of foundation %s in %s"
        .formatted(plan.namespace(), plan.workspace(), plan.foundationId(), plan.names().cell());
  }
}
