// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.plan;

import static dev.foundation.operator.plan.PolicyDocument.Statement.allow;
import static dev.foundation.operator.plan.PolicyDocument.Statement.deny;

/** What the workspace's role may do, and who may assume it. */
final class RolePolicy {

  private static final String[] DOCUMENTS = {
    "dynamodb:GetItem",
    "dynamodb:BatchGetItem",
    "dynamodb:Query",
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
    "dynamodb:DeleteItem",
    "dynamodb:ConditionCheckItem"
  };

  private static final String[] OBJECTS = {
    "s3:GetObject",
    "s3:GetObjectVersion",
    "s3:PutObject",
    "s3:DeleteObject",
    "s3:DeleteObjectVersion",
    "s3:AbortMultipartUpload",
    "s3:ListMultipartUploadParts"
  };

  private RolePolicy() {}

  /**
   * The role's permissions by literal ARN.
   *
   * @param suspended adds a deny, so that credentials already issued stop at once
   */
  static String permissions(ResourceNames names, String keyArn, boolean suspended) {
    PolicyDocument document =
        new PolicyDocument()
            .add(allow("Documents").actions(DOCUMENTS).resources(names.tableArn()))
            .add(
                allow("Listings")
                    .actions("dynamodb:Query")
                    .resources(names.tableArn() + "/index/*"))
            .add(
                allow("BranchKeys")
                    .actions("dynamodb:GetItem", "dynamodb:Query")
                    .resources(names.keyTableArn()))
            .add(allow("Objects").actions(OBJECTS).resources(names.bucketArn() + "/*"))
            .add(allow("Sizes").actions("s3:ListBucketVersions").resources(names.bucketArn()))
            .add(allow("Key").actions("kms:Decrypt", "kms:GenerateDataKey").resources(keyArn));
    if (suspended) {
      document.add(deny("Suspended").actions("*").resources("*"));
    }
    return document.json();
  }

  /** Only the API server, and only when it names this foundation. */
  static String trust(ResourceNames names, Platform platform, String foundationId) {
    return new PolicyDocument()
        .add(
            allow("ApiServerForThisFoundation")
                .account(names.cell())
                .actions("sts:AssumeRole")
                .roles(platform.roles().apiServer())
                .when("StringEquals", "sts:ExternalId", foundationId))
        .json();
  }
}
