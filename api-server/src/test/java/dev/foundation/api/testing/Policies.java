// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.testing;

import dev.foundation.localstack.emulator.EmulatorAccount;

/** The policies of a workspace's role, in their simplest form. */
final class Policies {

  static final String TRUST_ACCOUNT =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
       "Principal":{"AWS":"arn:aws:iam::%s:root"}}]}
      """
          .formatted(EmulatorAccount.ID);

  static final String ASSUME_WORKSPACE_ROLES =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
       "Resource":["arn:aws:iam::%1$s:role/foundation/*",
       "arn:aws:iam::%1$s:role/foundation-platform/foundation-audit"]}]}
      """
          .formatted(EmulatorAccount.ID);

  private Policies() {}

  static String trustServer(String serverArn, String foundationId) {
    return """
    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
     "Principal":{"AWS":"arn:aws:iam::%s:root"},
     "Condition":{"StringEquals":{"sts:ExternalId":"%s"},"ArnEquals":{"aws:PrincipalArn":"%s"}}}]}
    """
        .formatted(EmulatorAccount.ID, foundationId, serverArn);
  }

  static String auditOf(String name, String keyArn) {
    return """
    {"Version":"2012-10-17","Statement":[
     {"Effect":"Allow","Action":["dynamodb:PutItem","dynamodb:Query"],
      "Resource":"arn:aws:dynamodb:%1$s:%2$s:table/%3$s"},
     {"Effect":"Allow","Action":["kms:Decrypt","kms:GenerateDataKey"],"Resource":"%4$s"},
     {"Effect":"Allow","Action":["s3:PutObject","s3:ListBucketVersions"],
      "Resource":["arn:aws:s3:::%3$s","arn:aws:s3:::%3$s/*"]}]}
    """
        .formatted(EmulatorAccount.REGION, EmulatorAccount.ID, name, keyArn);
  }

  static String dataOf(String name, String keyArn) {
    String table =
        "arn:aws:dynamodb:%s:%s:table/%s"
            .formatted(EmulatorAccount.REGION, EmulatorAccount.ID, name);
    return """
    {"Version":"2012-10-17","Statement":[
     {"Effect":"Allow","Action":["dynamodb:GetItem","dynamodb:PutItem","dynamodb:UpdateItem",
      "dynamodb:DeleteItem","dynamodb:Query","dynamodb:BatchGetItem","dynamodb:ConditionCheckItem"],
      "Resource":["%1$s","%1$s/index/*"]},
     {"Effect":"Allow","Action":["dynamodb:GetItem","dynamodb:Query"],"Resource":"%1$s-keys"},
     {"Effect":"Allow","Action":"kms:Decrypt","Resource":"%2$s"},
     {"Effect":"Allow","Action":"s3:*","Resource":["arn:aws:s3:::%3$s","arn:aws:s3:::%3$s/*"]}]}
    """
        .formatted(table, keyArn, name);
  }
}
