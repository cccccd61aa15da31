// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.tenant;

/**
 * Where a workspace's data lives on AWS; all known, or there is no tenant.
 *
 * @param account AWS account id, 12 digits
 * @param region AWS region code
 * @param keyArn the workspace's customer-managed KMS key
 * @param tableName the documents table
 * @param keyTableName the branch-key table
 * @param bucketName the bucket of files
 * @param roleArn the role assumed for every data call
 */
public record TenantResources(
    String account,
    String region,
    String keyArn,
    String tableName,
    String keyTableName,
    String bucketName,
    String roleArn) {}
