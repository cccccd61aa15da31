// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foundation.operator.aws.AwsFailure;
import dev.foundation.operator.plan.WorkspacePlan;
import java.net.URLDecoder;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;

/** What the workspace's role may do, who may assume it, and what bounds it. */
record RoleSettings(IamClient iam) {

  Optional<ObjectNode> policy(WorkspacePlan plan) {
    String arn = plan.names().policyArn();
    return unlessGone(() -> {
      String version = iam.getPolicy(r -> r.policyArn(arn)).policy().defaultVersionId();
      String document =
          iam.getPolicyVersion(r -> r.policyArn(arn).versionId(version)).policyVersion().document();
      return node().put("policyDocument", URLDecoder.decode(document, UTF_8));
    });
  }

  Optional<ObjectNode> role(WorkspacePlan plan) {
    String name = plan.names().role();
    return unlessGone(() -> {
      Role role = iam.getRole(r -> r.roleName(name)).role();
      ObjectNode found = node();
      found.put(
          "assumeRolePolicyDocument", URLDecoder.decode(role.assumeRolePolicyDocument(), UTF_8));
      found.put(
          "permissionsBoundary",
          role.permissionsBoundary() == null
              ? null
              : role.permissionsBoundary().permissionsBoundaryArn());
      found.put("maxSessionDuration", role.maxSessionDuration());
      ArrayNode attached = found.putArray("policies");
      iam.listAttachedRolePoliciesPaginator(r -> r.roleName(name))
          .attachedPolicies()
          .forEach(policy -> attached.add(policy.policyArn()));
      found.set("inlinePolicies", inline(name));
      return found;
    });
  }

  /** Null where there are none, as there should be: their documents make no difference. */
  private @Nullable ObjectNode inline(String role) {
    ObjectNode documents = node();
    iam.listRolePoliciesPaginator(r -> r.roleName(role)).policyNames().forEach(documents::putNull);
    return documents.isEmpty() ? null : documents;
  }

  private static Optional<ObjectNode> unlessGone(Supplier<ObjectNode> read) {
    return AwsFailure.translate(() -> {
      try {
        return Optional.of(read.get());
      } catch (NoSuchEntityException e) {
        return Optional.empty();
      }
    });
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }
}
