// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.spec.BucketSpec;
import dev.foundation.crds.spec.DeletionPolicy;
import dev.foundation.crds.spec.FoundationWorkspaceSpec;
import dev.foundation.crds.spec.KeySpec;
import dev.foundation.crds.spec.TableSpec;
import dev.foundation.operator.dependents.ack.AckResource;
import dev.foundation.operator.plan.Plans;
import dev.foundation.operator.plan.WorkspacePlan;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What no spec can take away from a workspace's resources. */
class HardeningTest {

  /** The smallest spec, and the one that asks for the least protection. */
  static Stream<FoundationWorkspaceSpec> specs() {
    FoundationWorkspaceSpec smallest = FoundationWorkspaceSpec.of("acme-7k2", "Acme");
    return Stream.of(
        smallest,
        new FoundationWorkspaceSpec(
            "acme-7k2",
            "Acme",
            DeletionPolicy.DELETE,
            true,
            new KeySpec(7),
            new TableSpec(false, false),
            new BucketSpec(1),
            smallest.limits(),
            List.of(),
            List.of()));
  }

  private static WorkspacePlan plan(FoundationWorkspaceSpec spec) {
    FoundationWorkspace workspace = Plans.workspace("acme", "acme-7k2");
    workspace.setSpec(spec);
    return WorkspacePlan.of(workspace, Plans.CELL, Plans.PLATFORM).withKeyArn(Plans.KEY_ARN);
  }

  private static List<AckResource> children(FoundationWorkspaceSpec spec) {
    WorkspacePlan plan = plan(spec);
    return Example.dependents().stream().<AckResource>map(one -> one.desired(plan)).toList();
  }

  private static List<Map<String, Object>> specsOf(String kind, FoundationWorkspaceSpec spec) {
    return children(spec).stream()
        .filter(child -> child.getKind().equals(kind))
        .map(AckResource::getSpec)
        .toList();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> part(Map<String, Object> spec, String name) {
    return (Map<String, Object>) spec.get(name);
  }

  @ParameterizedTest
  @MethodSource("specs")
  void everyChildIsKeptOnAwsForLife(FoundationWorkspaceSpec spec) {
    assertThat(children(spec))
        .hasSize(7)
        .allSatisfy(child ->
            assertThat(child.getMetadata().getAnnotations())
                .containsEntry(AckResource.DELETION_POLICY, "retain")
                .containsEntry(AckResource.REGION, Plans.CELL.region())
                .doesNotContainKey(AckResource.ADOPTED));
  }

  @ParameterizedTest
  @MethodSource("specs")
  void everyChildIsFoundByTheLabelThatAdmissionLooksFor(FoundationWorkspaceSpec spec) {
    assertThat(children(spec))
        .allSatisfy(child ->
            assertThat(child.getMetadata().getLabels())
                .containsEntry("app.kubernetes.io/managed-by", "foundation-operator"));
  }

  @ParameterizedTest
  @MethodSource("specs")
  void whatCanBeTaggedNamesItsOwner(FoundationWorkspaceSpec spec) {
    for (AckResource child : children(spec)) {
      if (!child.getKind().equals("Alias")) {
        assertThat(String.valueOf(child.getSpec()))
            .as(child.getKind())
            .contains("foundation.dev/id", "acme-7k2", "foundation.dev/control-plane");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void tablesAreEncryptedUnderTheWorkspacesKeyAndClosedToOthers(FoundationWorkspaceSpec spec) {
    assertThat(specsOf("Table", spec))
        .hasSize(2)
        .allSatisfy(table -> {
          assertThat(part(table, "sseSpecification"))
              .containsEntry("enabled", true)
              .containsEntry("sseType", "KMS")
              .containsEntry("kmsMasterKeyID", Plans.KEY_ARN);
          assertThat(String.valueOf(table.get("resourcePolicy"))).contains("Deny");
          assertThat(table).containsKey("deletionProtectionEnabled");
        });
  }

  @Test
  void tablesAreProtectedAndBackedUpUnlessAskedOtherwise() {
    FoundationWorkspaceSpec smallest = FoundationWorkspaceSpec.of("acme-7k2", "Acme");
    assertThat(specsOf("Table", smallest))
        .allSatisfy(table -> {
          assertThat(table).containsEntry("deletionProtectionEnabled", true);
          assertThat(part(table, "continuousBackups"))
              .containsEntry("pointInTimeRecoveryEnabled", true);
        });
  }

  @ParameterizedTest
  @MethodSource("specs")
  void theBucketIsPrivateVersionedAndUnderTheWorkspacesKey(FoundationWorkspaceSpec spec) {
    Map<String, Object> bucket = specsOf("Bucket", spec).getFirst();
    assertThat(part(bucket, "publicAccessBlock").values()).hasSize(4).containsOnly(true);
    assertThat(part(bucket, "versioning")).containsEntry("status", "Enabled");
    assertThat(String.valueOf(bucket.get("ownershipControls"))).contains("BucketOwnerEnforced");
    assertThat(String.valueOf(bucket.get("encryption")))
        .contains("aws:kms", Plans.KEY_ARN, "bucketKeyEnabled=true");
    assertThat(String.valueOf(bucket.get("policy"))).contains("aws:SecureTransport");
  }

  @ParameterizedTest
  @MethodSource("specs")
  void theKeyRotatesAndTheRoleIsBounded(FoundationWorkspaceSpec spec) {
    assertThat(specsOf("Key", spec).getFirst())
        .containsEntry("enableKeyRotation", true)
        .containsEntry("keyUsage", "ENCRYPT_DECRYPT");
    assertThat(specsOf("Role", spec).getFirst())
        .containsEntry("permissionsBoundary", Plans.PLATFORM.roles().permissionsBoundary())
        .containsEntry("path", "/foundation/");
  }
}
