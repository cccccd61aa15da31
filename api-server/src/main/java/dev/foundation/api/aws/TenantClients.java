// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.aws;

import dev.foundation.api.tenant.Tenant;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Clients that act in a session for the tenant's workspace alone and therefore reach nothing else:
 * with its own role, or with the audit's, narrowed to it.
 *
 * <p>The same workspace gets the same clients until its resources change. They are shared: nobody
 * closes them.
 */
public interface TenantClients {

  /** The workspace's DynamoDB client. */
  DynamoDbClient dynamoDb(Tenant tenant);

  /** The workspace's S3 client; every call still names the expected bucket owner. */
  S3Client s3(Tenant tenant);

  /** The workspace's KMS client. */
  KmsClient kms(Tenant tenant);
}
