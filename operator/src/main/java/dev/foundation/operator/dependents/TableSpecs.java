// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents;

import dev.foundation.operator.plan.WorkspacePlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What both tables of a workspace have in common. */
final class TableSpecs {

  private TableSpecs() {}

  /** An encrypted, backed-up table on demand; its key schema is still to be put. */
  static Map<String, Object> protectedTable(
      WorkspacePlan plan, String name, String policy, List<String> attributes) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("tableName", name);
    spec.put("billingMode", "PAY_PER_REQUEST");
    spec.put(
        "attributeDefinitions",
        attributes.stream()
            .map(attribute -> Map.of("attributeName", attribute, "attributeType", "S"))
            .toList());
    spec.put("deletionProtectionEnabled", plan.spec().table().deletionProtection());
    spec.put(
        "continuousBackups",
        Map.of("pointInTimeRecoveryEnabled", plan.spec().table().pointInTimeRecovery()));
    spec.put(
        "sseSpecification",
        Map.of("enabled", true, "sseType", "KMS", "kmsMasterKeyID", plan.knownKeyArn()));
    spec.put("resourcePolicy", policy);
    return spec;
  }

  static List<Map<String, String>> key(String hash, String range) {
    return List.of(
        Map.of("attributeName", hash, "keyType", "HASH"),
        Map.of("attributeName", range, "keyType", "RANGE"));
  }
}
