// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.workspace;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.contract.Annotations;
import dev.foundation.crds.contract.Reason;
import dev.foundation.crds.spec.DeletionPolicy;
import dev.foundation.crds.status.BlockingResource;
import dev.foundation.operator.aws.AwsFailure;
import dev.foundation.operator.aws.Eraser;
import dev.foundation.operator.aws.Erasure;
import dev.foundation.operator.aws.Found;
import dev.foundation.operator.aws.Groups;
import dev.foundation.operator.aws.Inventory;
import dev.foundation.operator.aws.WorkspaceKey;
import dev.foundation.operator.aws.WorkspaceKeys;
import dev.foundation.operator.dependents.ack.AckResource;
import dev.foundation.operator.dependents.ack.Alias;
import dev.foundation.operator.dependents.ack.Bucket;
import dev.foundation.operator.dependents.ack.Key;
import dev.foundation.operator.dependents.ack.Policy;
import dev.foundation.operator.dependents.ack.Role;
import dev.foundation.operator.dependents.ack.Table;
import dev.foundation.operator.dependents.flow.AckDependentResource;
import dev.foundation.operator.dependents.flow.Readiness;
import dev.foundation.operator.plan.Cell;
import dev.foundation.operator.plan.Platform;
import dev.foundation.operator.plan.WorkspacePlan;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a deletion does to AWS: with Retain nothing, with Delete everything, in the order groups,
 * role, bucket, tables, alias, key. The operator erases by itself, because a cascade may have taken
 * the children already; a child that is still there goes first, so that ACK does not make anew what
 * was erased. Every call does what can be done now and says what it waits for.
 */
final class WorkspaceErasure {

  private final Platform platform;
  private final Aws aws;

  WorkspaceErasure(Platform platform, Aws aws) {
    this.platform = platform;
    this.aws = aws;
  }

  /** The AWS rooms that an erasure needs. */
  record Aws(Inventory inventory, WorkspaceKeys keys, Groups groups, Eraser eraser) {}

  /** Does of the deletion what may be done; says what is left of it, or why it must not go on. */
  List<BlockingResource> remaining(
      FoundationWorkspace workspace, Cells cells, Context<FoundationWorkspace> context) {
    if (!erases(workspace)) {
      return List.of();
    }
    Map<String, String> annotations = Cells.annotations(workspace, context.getClient());
    return cells
        .refusal(workspace, annotations)
        .or(() -> unconfirmed(workspace))
        .map(why -> refused(workspace, why))
        .orElseGet(() -> proceed(workspace, cells.of(workspace, annotations), context));
  }

  /** Whether its deletion touches AWS, also where an earlier life of it made what is there. */
  static boolean erases(FoundationWorkspace workspace) {
    return workspace.getSpec().deletionPolicy() == DeletionPolicy.DELETE;
  }

  /**
   * Why nothing may be erased yet. Admission asks for the confirmation, too, but not when the CRD
   * itself is deleted, nor where its policy is not installed.
   */
  private static Optional<Readiness> unconfirmed(FoundationWorkspace workspace) {
    String name = workspace.getMetadata().getName();
    Map<String, String> annotations = workspace.getMetadata().getAnnotations();
    return annotations != null && name.equals(annotations.get(Annotations.CONFIRM_DELETE))
        ? Optional.empty()
        : Optional.of(
            Readiness.not(
                Reason.DELETION_NOT_CONFIRMED,
                "deletionPolicy Delete erases the data for good: annotate %s=%s, or set deletionPolicy Retain to keep it"
                    .formatted(Annotations.CONFIRM_DELETE, name)));
  }

  /** A deletion that waits as a whole. */
  static List<BlockingResource> refused(FoundationWorkspace workspace, Readiness why) {
    return List.of(
        blocking(
            workspace.getKind(), workspace.getMetadata().getName(), why.reason(), why.message()));
  }

  /** Goes on with the erasure in the cell; empty once nothing of it is left to do. */
  private List<BlockingResource> proceed(
      FoundationWorkspace workspace, Cell cell, Context<FoundationWorkspace> context) {
    WorkspacePlan plan = WorkspacePlan.of(workspace, cell, platform);
    try {
      aws.groups().all(plan).forEach(group -> aws.groups().delete(plan, group));
      String key = keyArn(plan, workspace).orElse(null);
      return erase(plan.withKeyArn(key), context.getClient());
    } catch (AwsFailure e) {
      return List.of(
          blocking("AWS", plan.names().name(), Reason.AWS_ERROR, String.valueOf(e.getMessage())));
    }
  }

  /**
   * The workspace's key, gone or not. Where the status holds the intent alone, or tells nothing,
   * the key may be there without a name, or be the one that is to take a lost one's place.
   */
  private Optional<String> keyArn(WorkspacePlan plan, FoundationWorkspace workspace) {
    boolean nameless =
        WorkspaceStatusFactory.current(workspace).keyIntent() != null
            || Cells.fixed(workspace).isEmpty();
    return Optional.ofNullable(plan.keyArn())
        .or(() ->
            aws.keys()
                .find(plan, plan.names().alias())
                .filter(WorkspaceKey::ours)
                .or(() -> nameless ? aws.keys().findByTags(plan) : Optional.empty())
                .map(WorkspaceKey::arn));
  }

  private List<BlockingResource> erase(WorkspacePlan plan, KubernetesClient client) {
    try (Erasure erasure = aws.eraser().open(plan)) {
      return role(plan, client, erasure)
          .or(() -> bucket(plan, client, erasure))
          .or(() -> documentsTable(plan, client, erasure))
          .or(() -> keyTable(plan, client, erasure))
          .or(() -> key(plan, client, erasure))
          .map(List::of)
          .orElse(List.of());
    }
  }

  private Optional<BlockingResource> role(
      WorkspacePlan plan, KubernetesClient client, Erasure erasure) {
    Optional<BlockingResource> child =
        released(client, Role.class, plan, plan.workspace())
            .or(() -> released(client, Policy.class, plan, plan.workspace()));
    if (child.isPresent()) {
      return child;
    }
    boolean recorded = plan.known().roleArn() != null;
    Found role = aws.inventory().role(plan);
    if (role.isForeign() && recorded) {
      return stranger("Role", plan.names().role());
    }
    if (isOurs(role)) {
      erasure.role();
    }
    Found policy = aws.inventory().policy(plan);
    if (policy.isForeign() && recorded) {
      return stranger("Policy", plan.names().policy());
    }
    if (isOurs(policy)) {
      erasure.policy();
    }
    return Optional.empty();
  }

  private Optional<BlockingResource> bucket(
      WorkspacePlan plan, KubernetesClient client, Erasure erasure) {
    Found found = aws.inventory().bucket(plan);
    if (found.isUntagged() && isBeingMade(client, plan)) {
      return Optional.of(
          blocking(
              "Bucket", plan.names().bucket(), Reason.PROVISIONING, "waits for ACK to tag it"));
    }
    Optional<BlockingResource> child = released(client, Bucket.class, plan, plan.workspace());
    if (child.isPresent()) {
      return child;
    }
    if (found.isForeign() && plan.known().bucketName() != null) {
      return stranger("Bucket", plan.names().bucket());
    }
    if (!isOurs(found) || erasure.bucket()) {
      return Optional.empty();
    }
    return Optional.of(
        blocking(
            "Bucket",
            plan.names().bucket(),
            Reason.NOT_EMPTY,
            "object versions are being deleted, up to a thousand at a time"));
  }

  /** Let go now, it would be left behind as nobody's. */
  private static boolean isBeingMade(KubernetesClient client, WorkspacePlan plan) {
    Bucket child =
        client
            .resources(Bucket.class)
            .inNamespace(plan.namespace())
            .withName(plan.workspace())
            .get();
    return child != null && child.wasMadeByAck() && !child.isMarkedForDeletion();
  }

  private Optional<BlockingResource> documentsTable(
      WorkspacePlan plan, KubernetesClient client, Erasure erasure) {
    return released(client, Table.class, plan, plan.workspace())
        .or(() -> table(plan, erasure, plan.names().table(), plan.known().tableName()));
  }

  private Optional<BlockingResource> keyTable(
      WorkspacePlan plan, KubernetesClient client, Erasure erasure) {
    return released(client, Table.class, plan, plan.workspace() + ".keys")
        .or(() -> table(plan, erasure, plan.names().keyTable(), plan.known().keyTableName()));
  }

  private Optional<BlockingResource> table(
      WorkspacePlan plan, Erasure erasure, String table, @Nullable String recorded) {
    Found found = aws.inventory().table(plan, table);
    if (found.isForeign() && recorded != null) {
      return stranger("Table", table);
    }
    if (!isOurs(found)) {
      return Optional.empty();
    }
    erasure.table(table);
    return Optional.of(blocking("Table", table, Reason.DELETING, "DynamoDB is deleting the table"));
  }

  private Optional<BlockingResource> key(
      WorkspacePlan plan, KubernetesClient client, Erasure erasure) {
    Optional<BlockingResource> child =
        released(client, Alias.class, plan, plan.workspace())
            .or(() -> released(client, Key.class, plan, plan.workspace()));
    String arn = plan.keyArn();
    if (child.isPresent() || arn == null) {
      return child;
    }
    Optional<WorkspaceKey> found = aws.keys().find(plan, arn);
    if (found.filter(WorkspaceErasure::isKept).isPresent()) {
      return stranger("Key", arn);
    }
    if (found.filter(WorkspaceKey::ours).isPresent()) {
      erasure.key(plan.spec().key().deletionWindowDays());
    }
    return Optional.empty();
  }

  /** Whether it is another's and does not end by itself. */
  private static boolean isKept(WorkspaceKey key) {
    return !key.ours() && key.state() != WorkspaceKey.State.PENDING_DELETION;
  }

  /** Deletes a child object and waits until ACK has let it go; its AWS resource is retained. */
  private static Optional<BlockingResource> released(
      KubernetesClient client, Class<? extends AckResource> type, WorkspacePlan plan, String name) {
    var child = client.resources(type).inNamespace(plan.namespace()).withName(name);
    AckResource present = child.get();
    if (present == null || !present.isManagedBy(AckDependentResource.FIELD_MANAGER)) {
      return Optional.empty();
    }
    if (!present.isMarkedForDeletion()) {
      child.delete();
    }
    return Optional.of(
        blocking(present.getKind(), name, Reason.DELETING, "waits for ACK to let the object go"));
  }

  /** It was ours once: to call the deletion done would leave data behind unsaid. */
  private static Optional<BlockingResource> stranger(String kind, String name) {
    return Optional.of(
        blocking(
            kind,
            name,
            Reason.NAME_CONFLICT,
            "no longer carries this workspace's owner tags, or they cannot be read"));
  }

  private static boolean isOurs(Found found) {
    return found.ownership() == Found.Ownership.OURS;
  }

  private static BlockingResource blocking(
      String kind, String name, Reason reason, String message) {
    return new BlockingResource(kind, name, reason.value(), message, "");
  }
}
