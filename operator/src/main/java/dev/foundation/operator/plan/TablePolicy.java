// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.plan;

import static dev.foundation.operator.plan.PolicyDocument.Statement.deny;

import java.util.stream.Stream;

/**
 * What the tables refuse whatever an identity's own policies allow: data to all but the workspace's
 * role. Configuration stays open to ACK and administrators.
 */
final class TablePolicy {

  private static final String[] WRITES = {
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
    "dynamodb:DeleteItem",
    "dynamodb:BatchWriteItem",
    "dynamodb:PartiQLInsert",
    "dynamodb:PartiQLUpdate",
    "dynamodb:PartiQLDelete"
  };

  private static final String[] READS = {
    "dynamodb:GetItem",
    "dynamodb:BatchGetItem",
    "dynamodb:ConditionCheckItem",
    "dynamodb:Query",
    "dynamodb:Scan",
    "dynamodb:PartiQLSelect"
  };

  private TablePolicy() {}

  static String documents(ResourceNames names) {
    return new PolicyDocument()
        .add(
            deny("OnlyTheWorkspaceRole")
                .anyone()
                .actions(data())
                .resources(names.tableArn(), names.tableArn() + "/index/*")
                .rolesOtherThan(names.roleArn()))
        .json();
  }

  /** Branch keys: written by the operator alone, read by it and the workspace's role. */
  static String branchKeys(ResourceNames names, Platform platform) {
    String operator = platform.roles().operator();
    return new PolicyDocument()
        .add(
            deny("OnlyTheOperatorWrites")
                .anyone()
                .actions(WRITES)
                .resources(names.keyTableArn())
                .rolesOtherThan(operator))
        .add(
            deny("OnlyTheWorkspaceRoleReads")
                .anyone()
                .actions(READS)
                .resources(names.keyTableArn())
                .rolesOtherThan(names.roleArn(), operator))
        .json();
  }

  private static String[] data() {
    return Stream.concat(Stream.of(READS), Stream.of(WRITES)).toArray(String[]::new);
  }
}
