// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.iam;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import software.amazon.awssdk.services.iam.IamClient;

/** The policies that are written into a role itself, by their names. */
record InlinePolicies(IamClient iam) {

  static final String FIELD = "inlinePolicies";

  void read(String role, ObjectNode spec) {
    spec.remove(FIELD);
    iam.listRolePoliciesPaginator(r -> r.roleName(role))
        .policyNames()
        .forEach(policy -> spec.withObject("/" + FIELD).put(policy, document(role, policy)));
  }

  /** Writes those that are wanted and differ, and takes out the others. */
  void settle(String role, ObjectNode wanted, ObjectNode observed) {
    JsonNode there = observed.path(FIELD);
    wanted
        .path(FIELD)
        .properties()
        .forEach(policy -> {
          if (!policy.getValue().equals(there.path(policy.getKey()))) {
            iam.putRolePolicy(r ->
                r.roleName(role)
                    .policyName(policy.getKey())
                    .policyDocument(policy.getValue().asText()));
          }
        });
    there
        .properties()
        .forEach(policy -> {
          if (!wanted.path(FIELD).has(policy.getKey())) {
            iam.deleteRolePolicy(r -> r.roleName(role).policyName(policy.getKey()));
          }
        });
  }

  private String document(String role, String policy) {
    return URLDecoder.decode(
        iam.getRolePolicy(r -> r.roleName(role).policyName(policy)).policyDocument(), UTF_8);
  }
}
