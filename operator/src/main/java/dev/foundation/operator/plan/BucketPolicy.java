// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.plan;

import static dev.foundation.operator.plan.PolicyDocument.Statement.deny;

/**
 * What the bucket refuses whatever an identity's own policies allow. Configuration stays open to
 * ACK and administrators: only object reads and writes are kept to the workspace's role.
 */
final class BucketPolicy {

  private static final String[] OBJECT_ACTIONS = {
    "s3:GetObject*",
    "s3:PutObject*",
    "s3:DeleteObject*",
    "s3:RestoreObject",
    "s3:ReplicateObject",
    "s3:AbortMultipartUpload",
    "s3:ListMultipartUploadParts"
  };

  private static final String ENCRYPTION = "s3:x-amz-server-side-encryption";
  private static final String ENCRYPTION_KEY = "s3:x-amz-server-side-encryption-aws-kms-key-id";

  /** Of SSE-C, which names neither of the others: what it encrypts only the caller can read. */
  private static final String CALLERS_KEY = "s3:x-amz-server-side-encryption-customer-algorithm";

  private BucketPolicy() {}

  /** The policy with object access for these roles only. */
  static String of(ResourceNames names, String keyArn, String... objectRoles) {
    String objects = names.bucketArn() + "/*";
    return new PolicyDocument()
        .add(
            deny("OnlyTls")
                .anyone()
                .actions("s3:*")
                .resources(names.bucketArn(), objects)
                .when("Bool", "aws:SecureTransport", "false"))
        .add(
            deny("OnlyModernTls")
                .anyone()
                .actions("s3:*")
                .resources(names.bucketArn(), objects)
                .when("NumericLessThan", "s3:TlsVersion", "1.2"))
        .add(unlessDefault("OnlyKmsEncryption", objects, ENCRYPTION, "aws:kms"))
        .add(unlessDefault("OnlyTheWorkspaceKey", objects, ENCRYPTION_KEY, keyArn))
        .add(
            deny("NoKeyOfACaller")
                .anyone()
                .actions("s3:PutObject")
                .resources(objects)
                .when("Null", CALLERS_KEY, "false"))
        .add(
            deny("OnlyTheWorkspaceRole")
                .anyone()
                .actions(OBJECT_ACTIONS)
                .resources(objects)
                .rolesOtherThan(objectRoles))
        .json();
  }

  /**
   * Refuses another encryption than ours. A put that names none gets the bucket's default, which is
   * ours; the Null test lets it pass, as a negated operator alone would match an absent key.
   */
  private static PolicyDocument.Statement unlessDefault(
      String sid, String objects, String key, String value) {
    return deny(sid)
        .anyone()
        .actions("s3:PutObject")
        .resources(objects)
        .when("Null", key, "false")
        .when("StringNotEquals", key, value);
  }
}
