// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.aws;

import dev.foundation.api.tenant.Tenant;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Clients that hold the tenant's workspace role and therefore reach nothing else.
 *
 * <p>The same workspace gets the same clients until its resources change. They are shared: nobody
 * closes them.
 */
public interface TenantClients {

  /** The workspace's DynamoDB client, for its documents table and its key table. */
  DynamoDbClient dynamoDb(Tenant tenant);

  /** The workspace's S3 client; every call still names the expected bucket owner. */
  S3Client s3(Tenant tenant);

  /** The workspace's KMS client. */
  KmsClient kms(Tenant tenant);
}
