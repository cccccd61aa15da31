// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.plan;

import static dev.foundation.operator.plan.PolicyDocument.Statement.allow;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The session policy that narrows the eraser's role to one workspace. */
final class ErasurePolicy {

  private ErasurePolicy() {}

  /** Of a lost key there is nothing left to name. */
  static String of(ResourceNames names, @Nullable String keyArn) {
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
                .resources(
                    Stream.of(keyArn, names.aliasArn())
                        .filter(Objects::nonNull)
                        .toArray(String[]::new)))
        .json();
  }
}
