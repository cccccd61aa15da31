// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.plan;

import static dev.foundation.operator.plan.PolicyDocument.Statement.allow;

/** The session policy that narrows the eraser's role to one workspace. */
final class ErasurePolicy {

  private ErasurePolicy() {}

  static String of(ResourceNames names, String keyArn) {
    return new PolicyDocument()
        .add(allow("Role").actions("iam:*").resources(names.roleArn(), names.policyArn()))
        .add(allow("Bucket").actions("s3:*").resources(names.bucketArn(), names.bucketArn() + "/*"))
        .add(
            allow("Tables")
                .actions("dynamodb:DescribeTable", "dynamodb:UpdateTable", "dynamodb:DeleteTable")
                .resources(names.tableArn(), names.keyTableArn()))
        .add(
            allow("Key")
                .actions("kms:DescribeKey", "kms:ScheduleKeyDeletion", "kms:DeleteAlias")
                .resources(keyArn, names.aliasArn()))
        .json();
  }
}
