// SPDX-License-Identifier: Apache-2.0
package dev.foundation.crds.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.contract.Permission;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class FoundationWorkspaceSpecTest {

  @Test
  void whatIsNotSaidIsTheSafeChoice() {
    var workspace =
        Serialization.unmarshal(
            """
            apiVersion: foundation.dev/v1alpha1
            kind: FoundationWorkspace
            metadata: {name: acme}
            spec: {foundationId: acme-7k2, displayName: Acme}
            """,
            FoundationWorkspace.class);
    assertThat(workspace.getSpec()).isEqualTo(FoundationWorkspaceSpec.of("acme-7k2", "Acme"));
    assertThat(workspace.getSpec().deletionPolicy()).isEqualTo(DeletionPolicy.RETAIN);
    assertThat(workspace.getSpec().table().deletionProtection()).isTrue();
    assertThat(workspace.getSpec().table().pointInTimeRecovery()).isTrue();
    assertThat(workspace.getSpec().bucket().noncurrentVersionExpirationDays()).isNull();
    assertThat(workspace.getSpec().key().deletionWindowDays()).isEqualTo(30);
  }

  @Test
  void permissionsAreReadAsManifestsWriteThem() {
    var role =
        Serialization.unmarshal(
            """
            name: viewers
            permissions: ['documents:read', 'files:read']
            """,
            RoleSpec.class);
    assertThat(role.permissions())
        .containsExactly(Permission.DOCUMENTS_READ, Permission.FILES_READ);
  }
}
