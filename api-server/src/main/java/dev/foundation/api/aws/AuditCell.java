// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.aws;

import software.amazon.awssdk.arns.Arn;

/**
 * Where the cell's audit is, and as whom one workspace's part of it is reached.
 *
 * @param roleArn the role that adds and reads
 * @param tableArn the table of blocks; its region and account are the audit's
 * @param keyArn the key that blocks are sealed under
 * @param bucket of anchors
 */
public record AuditCell(String roleArn, String tableArn, String keyArn, String bucket) {

  /** The table's name. */
  public String table() {
    return tableArn.substring(tableArn.indexOf('/') + 1);
  }

  private Arn arn() {
    return Arn.fromString(tableArn);
  }

  /** The owner of table and bucket. */
  public String account() {
    return arn().accountId().orElseThrow();
  }

  /** The audit's role, narrowed to a foundation's own events: others are refused by AWS itself. */
  RoleSession session(String foundationId) {
    return new RoleSession(
        roleArn, foundationId, null, policy(foundationId), arn().region().orElseThrow());
  }

  /** A foundation's id has no dot and no slash, so no other's events begin in the same way. */
  private String policy(String foundationId) {
    return """
    {"Version":"2012-10-17","Statement":[\
    {"Effect":"Allow","Action":["dynamodb:PutItem","dynamodb:Query"],"Resource":"%2$s",\
    "Condition":{"ForAllValues:StringLike":{"dynamodb:LeadingKeys":["%1$s.*"]}}},\
    {"Effect":"Allow","Action":["kms:GenerateDataKey","kms:Decrypt"],"Resource":"%3$s",\
    "Condition":{"StringEquals":{"kms:EncryptionContext:workspace":"%1$s"}}},\
    {"Effect":"Allow","Action":["kms:GenerateDataKey","kms:Decrypt"],"Resource":"%3$s",\
    "Condition":{"StringLike":{"kms:ViaService":["dynamodb.*","s3.*"]}}},\
    {"Effect":"Allow","Action":"s3:PutObject","Resource":"arn:%5$s:s3:::%4$s/%1$s/*"},\
    {"Effect":"Allow","Action":"s3:ListBucketVersions","Resource":"arn:%5$s:s3:::%4$s",\
    "Condition":{"StringLike":{"s3:prefix":"%1$s/*"}}}]}\
    """
        .formatted(foundationId, tableArn, keyArn, bucket, arn().partition());
  }
}
