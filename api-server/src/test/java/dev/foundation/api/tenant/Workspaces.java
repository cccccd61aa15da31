// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.tenant;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.contract.Permission;
import dev.foundation.crds.spec.FoundationWorkspaceSpec;
import dev.foundation.crds.spec.RoleSpec;
import dev.foundation.crds.status.CellStatus;
import dev.foundation.crds.status.FoundationWorkspaceStatus;
import dev.foundation.crds.status.ResourcesStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;

/** Workspaces in the states that tests need. */
public final class Workspaces {

  private Workspaces() {}

  /** All resources known; one role, viewers, that reads documents. */
  public static FoundationWorkspace ready(String namespace, String name) {
    FoundationWorkspace workspace = new FoundationWorkspace();
    workspace.setMetadata(new ObjectMetaBuilder().withNamespace(namespace).withName(name).build());
    workspace.setSpec(spec(name, false));
    workspace.setStatus(
        status(
            new ResourcesStatus(
                "arn:aws:kms:eu-west-1:000000000000:key/1",
                "fdn-" + name,
                "fdn-" + name + "-keys",
                "fdn-" + name,
                "arn:aws:iam::000000000000:role/foundation/fdn-" + name,
                null,
                null)));
    return workspace;
  }

  static FoundationWorkspaceSpec suspended(FoundationWorkspaceSpec spec) {
    return spec(spec.displayName(), true);
  }

  static FoundationWorkspaceStatus withoutKey(FoundationWorkspaceStatus status) {
    ResourcesStatus known = status.resources();
    return status(
        new ResourcesStatus(
            null,
            known.tableName(),
            known.keyTableName(),
            known.bucketName(),
            known.roleArn(),
            null,
            null));
  }

  private static FoundationWorkspaceSpec spec(String name, boolean suspended) {
    FoundationWorkspaceSpec plain = FoundationWorkspaceSpec.of(name + "-7k2", name);
    return new FoundationWorkspaceSpec(
        plain.foundationId(),
        plain.displayName(),
        plain.deletionPolicy(),
        suspended,
        plain.key(),
        plain.table(),
        plain.bucket(),
        plain.limits(),
        List.of(),
        List.of(new RoleSpec("viewers", List.of(Permission.DOCUMENTS_READ))));
  }

  private static FoundationWorkspaceStatus status(ResourcesStatus resources) {
    return new FoundationWorkspaceStatus(
        1L,
        null,
        new CellStatus("000000000000", "eu-west-1"),
        resources,
        null,
        null,
        List.of(),
        null);
  }
}
