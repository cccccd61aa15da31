// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.plan;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.spec.FoundationWorkspaceSpec;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;

/** Example plans with fixed names. */
public final class Plans {

  public static final Cell CELL = new Cell("000000000000", "eu-west-1");
  public static final String KEY_ARN =
      "arn:aws:kms:eu-west-1:000000000000:key/11111111-2222-3333-4444-555555555555";
  public static final Platform PLATFORM =
      new Platform(
          "test",
          "eu-west-1_pool",
          new Platform.Roles(
              role("foundation-operator"),
              role("foundation-eraser"),
              role("foundation-api-server"),
              role("foundation-ack-kms"),
              role("foundation-ack-dynamodb"),
              "arn:aws:iam::000000000000:user/administrator",
              "arn:aws:iam::000000000000:policy/foundation-platform/boundary"));

  private Plans() {}

  /** The ARN of one of the platform's roles. */
  public static String role(String name) {
    return "arn:aws:iam::000000000000:role/foundation-platform/" + name;
  }

  public static FoundationWorkspace workspace(String name, String foundationId) {
    FoundationWorkspace workspace = new FoundationWorkspace();
    workspace.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace("foundations")
            .withName(name)
            .withUid("0")
            .withGeneration(1L)
            .build());
    workspace.setSpec(FoundationWorkspaceSpec.of(foundationId, "Example"));
    return workspace;
  }

  /** The plan of {@code foundations/acme} with its key. */
  public static WorkspacePlan acme() {
    return WorkspacePlan.of(workspace("acme", "acme-7k2"), CELL, PLATFORM).withKeyArn(KEY_ARN);
  }
}
