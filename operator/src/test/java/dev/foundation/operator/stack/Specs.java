// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.stack;

import dev.foundation.crds.spec.DeletionPolicy;
import dev.foundation.crds.spec.FoundationWorkspaceSpec;
import dev.foundation.crds.spec.KeySpec;
import dev.foundation.crds.spec.RoleSpec;
import dev.foundation.crds.spec.TableSpec;
import java.util.List;

/** Specs that differ from the default in what a test is about. */
public final class Specs {

  private Specs() {}

  /** Erased with its data when it is deleted. */
  public static FoundationWorkspaceSpec erasable(String foundationId) {
    FoundationWorkspaceSpec kept = FoundationWorkspaceSpec.of(foundationId, "Example");
    return new FoundationWorkspaceSpec(
        foundationId,
        kept.displayName(),
        DeletionPolicy.DELETE,
        false,
        new KeySpec(7),
        new TableSpec(false, true),
        kept.bucket(),
        kept.limits(),
        List.of(),
        List.of());
  }

  /** With first administrators and further roles. */
  public static FoundationWorkspaceSpec of(
      String foundationId, List<String> admins, List<RoleSpec> roles) {
    FoundationWorkspaceSpec plain = FoundationWorkspaceSpec.of(foundationId, "Example");
    return new FoundationWorkspaceSpec(
        foundationId,
        plain.displayName(),
        plain.deletionPolicy(),
        plain.suspended(),
        plain.key(),
        plain.table(),
        plain.bucket(),
        plain.limits(),
        admins,
        roles);
  }
}
