// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.store.s3;

import dev.foundation.api.aws.TenantClients;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.localstack.emulator.Emulator;
import dev.foundation.localstack.emulator.EmulatorAccount;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;

/** A workspace's table and bucket on an emulator of its own, reached as the administrator. */
public final class EmulatedStores implements TenantClients, AutoCloseable {

  private final Emulator emulator = Emulator.start();
  private final AwsCredentialsProvider administrator =
      StaticCredentialsProvider.create(EmulatorAccount.bootstrapAdministrator(emulator.endpoint()));
  private final DynamoDbClient dynamoDb =
      DynamoDbClient.builder()
          .endpointOverride(emulator.endpoint())
          .region(Region.of(EmulatorAccount.REGION))
          .credentialsProvider(administrator)
          .build();
  private final S3Client s3 =
      S3Client.builder()
          .endpointOverride(emulator.endpoint())
          .region(Region.of(EmulatorAccount.REGION))
          .credentialsProvider(administrator)
          .forcePathStyle(true)
          .build();

  /** With the tenant's table and bucket, both empty. */
  public EmulatedStores(Tenant tenant) {
    s3.createBucket(request -> request.bucket(tenant.resources().bucketName()));
    dynamoDb.createTable(request ->
        request
            .tableName(tenant.resources().tableName())
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(text("pk"), text("sk"), text("lp"), text("ls"))
            .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
            .globalSecondaryIndexes(listing()));
  }

  private static GlobalSecondaryIndex listing() {
    return GlobalSecondaryIndex.builder()
        .indexName("listing")
        .keySchema(key("lp", KeyType.HASH), key("ls", KeyType.RANGE))
        .projection(keys -> keys.projectionType(ProjectionType.KEYS_ONLY))
        .build();
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  @Override
  public DynamoDbClient dynamoDb(Tenant tenant) {
    return dynamoDb;
  }

  @Override
  public S3Client s3(Tenant tenant) {
    return s3;
  }

  @Override
  public KmsClient kms(Tenant tenant) {
    throw new UnsupportedOperationException("no keys here");
  }

  @Override
  public void close() {
    dynamoDb.close();
    s3.close();
    emulator.close();
  }
}
