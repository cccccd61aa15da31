// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.plan;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.contract.GroupName;
import dev.foundation.crds.contract.Tags;
import dev.foundation.crds.spec.FoundationWorkspaceSpec;
import dev.foundation.crds.status.FoundationWorkspaceStatus;
import dev.foundation.crds.status.ResourcesStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one workspace's AWS resources are made from.
 *
 * @param namespace of the workspace and of its children
 * @param workspace the workspace's own name
 * @param spec the workspace as declared
 * @param known what earlier reconciliations recorded
 * @param keyArn null until the key exists; everything but the key waits for it
 */
public record WorkspacePlan(
    String namespace,
    String workspace,
    FoundationWorkspaceSpec spec,
    ResourcesStatus known,
    Platform platform,
    ResourceNames names,
    @Nullable String keyArn) {

  /** Derives the plan; the workspace has a spec, as the API server refuses one without. */
  public static WorkspacePlan of(FoundationWorkspace workspace, Cell cell, Platform platform) {
    String namespace = workspace.getMetadata().getNamespace();
    String name = workspace.getMetadata().getName();
    FoundationWorkspaceSpec spec = workspace.getSpec();
    FoundationWorkspaceStatus status = workspace.getStatus();
    ResourcesStatus known =
        status == null || status.resources() == null ? ResourcesStatus.NONE : status.resources();
    ResourceNames names =
        ResourceNames.of(spec.foundationId(), platform.controlPlane(), cell, namespace, name);
    return new WorkspacePlan(namespace, name, spec, known, platform, names, known.keyArn());
  }

  /** The same plan once the key is known, or again without it. */
  public WorkspacePlan withKeyArn(@Nullable String arn) {
    return new WorkspacePlan(namespace, workspace, spec, known, platform, names, arn);
  }

  /** The same plan of a workspace whose data was made before, though nothing has recorded it. */
  public WorkspacePlan withData() {
    ResourcesStatus data =
        new ResourcesStatus(
            known.keyArn(),
            names.table(),
            names.keyTable(),
            names.bucket(),
            known.roleArn(),
            known.userPoolId(),
            known.group(),
            foundationId(),
            known.roles());
    return new WorkspacePlan(namespace, workspace, spec, data, platform, names, keyArn);
  }

  /** The foundation's identity. */
  public String foundationId() {
    return spec.foundationId();
  }

  /** {@code <namespace>.<name>}. */
  public String address() {
    return adminGroup().workspaceAddress();
  }

  /** The owner's tags, in a stable order. */
  public Map<String, String> tags() {
    return new TreeMap<>(Tags.owner(foundationId(), address(), platform.controlPlane()));
  }

  /** Whether these tags are this workspace's own; only then may what carries them be adopted. */
  public boolean owns(Map<String, String> tags) {
    return tags.entrySet().containsAll(tags().entrySet());
  }

  /** How a Cognito group, which has no tags, names its owner. */
  public String groupOwner() {
    return "foundation.dev/id=%s foundation.dev/control-plane=%s"
        .formatted(foundationId(), platform.controlPlane());
  }

  /** Whether a group's description names an owner, whoever that is. */
  public static boolean namesGroupOwner(@Nullable String description) {
    return description != null && description.contains("foundation.dev/id=");
  }

  public GroupName adminGroup() {
    return GroupName.admins(namespace, workspace);
  }

  /** One group for each role of the spec. */
  public List<GroupName> roleGroups() {
    return spec.roles().stream()
        .map(role -> new GroupName(namespace, workspace, role.name()))
        .toList();
  }

  public String keyPolicy() {
    return KeyPolicy.of(names, platform, foundationId());
  }

  public String bucketPolicy() {
    return BucketPolicy.of(names, knownKeyArn(), names.roleArn());
  }

  /**
   * The bucket's policy while its workspace is being erased: the eraser may empty it. No key is
   * named by its alias, so that where the key was lost nothing can be put under another.
   */
  public String erasedBucketPolicy() {
    String key = Objects.requireNonNullElse(keyArn, names.aliasArn());
    return BucketPolicy.of(names, key, names.roleArn(), platform.roles().eraser());
  }

  public String tablePolicy() {
    return TablePolicy.documents(names);
  }

  public String keyTablePolicy() {
    return TablePolicy.branchKeys(names, platform);
  }

  public String rolePolicy() {
    return RolePolicy.permissions(names, knownKeyArn(), spec.suspended());
  }

  public String trustPolicy() {
    return RolePolicy.trust(names, platform, foundationId());
  }

  /** Narrows the eraser's session to this workspace. */
  public String erasurePolicy() {
    return ErasurePolicy.of(names, keyArn);
  }

  /** The key's id: the last part of its ARN, by which KMS itself names an alias' target. */
  public String keyId() {
    String arn = knownKeyArn();
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  /**
   * The key's ARN for what is made after the key.
   *
   * @throws IllegalStateException if the key is not known yet: the order of the flow is wrong
   */
  public String knownKeyArn() {
    if (keyArn == null) {
      throw new IllegalStateException("the key is not known yet");
    }
    return keyArn;
  }
}
