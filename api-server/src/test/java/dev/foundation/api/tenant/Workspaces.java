// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.tenant;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.contract.Permission;
import dev.foundation.crds.spec.FoundationWorkspaceSpec;
import dev.foundation.crds.spec.LimitsSpec;
import dev.foundation.crds.spec.RoleSpec;
import dev.foundation.crds.status.CellStatus;
import dev.foundation.crds.status.FoundationWorkspaceStatus;
import dev.foundation.crds.status.ResourcesStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Workspaces in the states that tests need; each has one role, viewers, that reads documents. */
public final class Workspaces {

  private Workspaces() {}

  /** All resources known. */
  public static FoundationWorkspace ready(String namespace, String name) {
    TenantResources resources =
        new TenantResources(
            "000000000000",
            "eu-west-1",
            "arn:aws:kms:eu-west-1:000000000000:key/1",
            "fdn-" + name,
            "fdn-" + name + "-keys",
            "fdn-" + name,
            "arn:aws:iam::000000000000:role/foundation/fdn-" + name);
    return workspace(namespace, name, name + "-7k2", resources);
  }

  /** The workspace that this member is at work in. */
  public static FoundationWorkspace of(Tenant tenant) {
    return workspace(
        tenant.namespace(), tenant.workspace(), tenant.foundationId(), tenant.resources());
  }

  private static FoundationWorkspace workspace(
      String namespace, String name, String foundationId, TenantResources resources) {
    FoundationWorkspace workspace = new FoundationWorkspace();
    workspace.setMetadata(new ObjectMetaBuilder().withNamespace(namespace).withName(name).build());
    FoundationWorkspaceSpec plain = FoundationWorkspaceSpec.of(foundationId, name);
    workspace.setSpec(with(plain, false, plain.limits()));
    String group = namespace + "." + name;
    workspace.setStatus(status(resources, resources.keyArn(), group, List.of("viewers")));
    return workspace;
  }

  /** The same with other limits. */
  public static FoundationWorkspace limited(
      FoundationWorkspace workspace, int requestsPerSecond, int burst) {
    workspace.setSpec(with(workspace.getSpec(), false, new LimitsSpec(requestsPerSecond, burst)));
    return workspace;
  }

  /** The same, suspended. */
  public static FoundationWorkspace suspended(FoundationWorkspace workspace) {
    workspace.setSpec(with(workspace.getSpec(), true, workspace.getSpec().limits()));
    return workspace;
  }

  /** The same before its key is known. */
  public static FoundationWorkspace withoutKey(FoundationWorkspace workspace) {
    ResourcesStatus known = workspace.getStatus().resources();
    workspace.setStatus(status(recorded(workspace), null, known.group(), known.roles()));
    return workspace;
  }

  /** The same whose groups are another's, but for those of these roles. */
  public static FoundationWorkspace withGroups(
      FoundationWorkspace workspace, @Nullable String group, List<String> roles) {
    TenantResources recorded = recorded(workspace);
    workspace.setStatus(status(recorded, recorded.keyArn(), group, roles));
    return workspace;
  }

  private static TenantResources recorded(FoundationWorkspace workspace) {
    ResourcesStatus known = workspace.getStatus().resources();
    CellStatus cell = workspace.getStatus().cell();
    return new TenantResources(
        cell.account(),
        cell.region(),
        known.keyArn(),
        known.tableName(),
        known.keyTableName(),
        known.bucketName(),
        known.roleArn());
  }

  /** The same with these roles. */
  public static FoundationWorkspace with(FoundationWorkspace workspace, List<RoleSpec> roles) {
    FoundationWorkspaceSpec spec = workspace.getSpec();
    workspace.setSpec(with(spec, spec.suspended(), spec.limits(), roles));
    String group = workspace.getStatus().resources().group();
    return withGroups(workspace, group, roles.stream().map(RoleSpec::name).toList());
  }

  private static FoundationWorkspaceSpec with(
      FoundationWorkspaceSpec spec, boolean suspended, LimitsSpec limits) {
    return with(
        spec,
        suspended,
        limits,
        List.of(new RoleSpec("viewers", List.of(Permission.DOCUMENTS_READ))));
  }

  private static FoundationWorkspaceSpec with(
      FoundationWorkspaceSpec spec, boolean suspended, LimitsSpec limits, List<RoleSpec> roles) {
    return new FoundationWorkspaceSpec(
        spec.foundationId(),
        spec.displayName(),
        spec.deletionPolicy(),
        suspended,
        spec.key(),
        spec.table(),
        spec.bucket(),
        limits,
        List.of(),
        roles);
  }

  private static FoundationWorkspaceStatus status(
      TenantResources resources,
      @Nullable String keyArn,
      @Nullable String group,
      List<String> roles) {
    ResourcesStatus known =
        new ResourcesStatus(
            keyArn,
            resources.tableName(),
            resources.keyTableName(),
            resources.bucketName(),
            resources.roleArn(),
            null,
            group,
            null,
            roles);
    return new FoundationWorkspaceStatus(
        1L,
        null,
        new CellStatus(resources.account(), resources.region()),
        known,
        null,
        null,
        List.of(),
        null);
  }
}
