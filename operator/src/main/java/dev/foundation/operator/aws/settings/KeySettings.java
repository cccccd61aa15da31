// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws.settings;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foundation.operator.aws.AwsFailure;
import dev.foundation.operator.plan.WorkspacePlan;
import java.util.Optional;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/** A key's policy and rotation, and whether its alias names it. */
record KeySettings(KmsClient kms) {

  Optional<ObjectNode> key(WorkspacePlan plan) {
    String id = plan.knownKeyArn();
    ObjectNode found = JsonNodeFactory.instance.objectNode();
    return AwsFailure.translate(() -> {
      try {
        found.put("policy", kms.getKeyPolicy(r -> r.keyId(id).policyName("default")).policy());
        found.put(
            "enableKeyRotation", kms.getKeyRotationStatus(r -> r.keyId(id)).keyRotationEnabled());
        return Optional.of(found);
      } catch (NotFoundException e) {
        return Optional.empty();
      } catch (KmsException e) {
        return Optional.of(Denied.among(found, e));
      }
    });
  }

  /** An alias that is gone, or names a key that we may not look at, does not name ours. */
  Optional<ObjectNode> alias(WorkspacePlan plan) {
    boolean ours = plan.knownKeyArn().equals(target(plan.names().alias()));
    return Optional.of(
        JsonNodeFactory.instance.objectNode().put("targetKeyID", ours ? plan.keyId() : null));
  }

  private String target(String alias) {
    return AwsFailure.translate(() -> {
      try {
        return kms.describeKey(r -> r.keyId(alias)).keyMetadata().arn();
      } catch (NotFoundException e) {
        return "";
      } catch (KmsException e) {
        if (!AwsFailure.isDenied(e)) {
          throw e;
        }
        return "";
      }
    });
  }
}
