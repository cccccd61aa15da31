// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.testing;

import dev.foundation.api.aws.AssumedRoleClients;
import dev.foundation.api.aws.AuditCell;
import dev.foundation.api.tenant.Principal;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.tenant.TenantResources;
import dev.foundation.crds.contract.Permission;
import dev.foundation.localstack.emulator.Emulator;
import dev.foundation.localstack.emulator.EmulatorAccount;
import java.util.EnumSet;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.cryptography.keystore.KeyStore;
import software.amazon.cryptography.keystore.model.CreateKeyInput;
import software.amazon.cryptography.keystore.model.KMSConfiguration;
import software.amazon.cryptography.keystore.model.KeyStoreConfig;
import software.amazon.cryptography.keystore.model.VersionKeyInput;

/** Workspaces as the operator makes them, on an emulator with IAM enforced. */
public final class EmulatedWorkspaces implements AutoCloseable {

  /** The pod name in every session. */
  public static final String POD = "pod-1";

  private static final String SERVER_ROLE = "foundation-api-server";
  private static final String AUDIT = "foundation-audit";

  private final Emulator emulator = Emulator.start();
  private final AwsCredentialsProvider administrator =
      StaticCredentialsProvider.create(EmulatorAccount.bootstrapAdministrator(emulator.endpoint()));
  private final KmsClient kms = as(administrator, KmsClient.builder()).build();
  private final DynamoDbClient dynamoDb = as(administrator, DynamoDbClient.builder()).build();
  private final S3Client s3 = as(administrator, S3Client.builder()).build();
  private final IamClient iam = as(administrator, IamClient.builder()).build();
  private final StsClient sts = as(administrator, StsClient.builder()).build();
  private final AssumedRoleClients clients;
  private final AuditCell audit;

  /** Starts an emulator and makes the server's role. */
  public EmulatedWorkspaces() {
    iam.createRole(role ->
        role.path("/foundation-platform/")
            .roleName(SERVER_ROLE)
            .assumeRolePolicyDocument(Policies.TRUST_ACCOUNT));
    iam.putRolePolicy(policy ->
        policy
            .roleName(SERVER_ROLE)
            .policyName("assume")
            .policyDocument(Policies.ASSUME_WORKSPACE_ROLES));
    clients =
        new AssumedRoleClients(
            POD, server(), Region.of(EmulatorAccount.REGION), emulator.endpoint());
    audit = createAudit();
  }

  private AuditCell createAudit() {
    String keyArn = kms.createKey(key -> key.description(AUDIT)).keyMetadata().arn();
    Tables.createAudit(dynamoDb, AUDIT);
    s3.createBucket(bucket -> bucket.bucket(AUDIT).objectLockEnabledForBucket(true));
    String roleArn =
        iam.createRole(role ->
                role.path("/foundation-platform/")
                    .roleName(AUDIT)
                    .assumeRolePolicyDocument(Policies.TRUST_ACCOUNT))
            .role()
            .arn();
    iam.putRolePolicy(policy ->
        policy.roleName(AUDIT).policyName("data").policyDocument(Policies.auditOf(AUDIT, keyArn)));
    String tableArn = dynamoDb.describeTable(table -> table.tableName(AUDIT)).table().tableArn();
    return new AuditCell(roleArn, tableArn, keyArn, AUDIT);
  }

  /** Where the audit is. */
  public AuditCell audit() {
    return audit;
  }

  /** The server's clients for every tenant. */
  public AssumedRoleClients clients() {
    return clients;
  }

  /** The administrator's view of the tables. */
  public DynamoDbClient dynamoDb() {
    return dynamoDb;
  }

  /** The administrator's view of the keys. */
  public KmsClient kms() {
    return kms;
  }

  /** The administrator's view of the buckets. */
  public S3Client s3() {
    return s3;
  }

  /** Makes a workspace and returns a member who may do everything in it. */
  public Tenant create(String foundationId) {
    String name = "fdn-" + foundationId + "-0123456789";
    String keyArn = kms.createKey(key -> key.description(name)).keyMetadata().arn();
    Tables.createDocuments(dynamoDb, name);
    Tables.createKeys(dynamoDb, name + "-keys");
    s3.createBucket(bucket -> bucket.bucket(name));
    s3.putBucketVersioning(bucket ->
        bucket
            .bucket(name)
            .versioningConfiguration(versions -> versions.status(BucketVersioningStatus.ENABLED)));
    String roleArn = createRole(foundationId, name, keyArn);
    createBranchKey(foundationId, name + "-keys", keyArn);
    TenantResources resources =
        new TenantResources(
            EmulatorAccount.ID,
            EmulatorAccount.REGION,
            keyArn,
            name,
            name + "-keys",
            name,
            roleArn);
    return new Tenant(
        "foundations",
        foundationId,
        foundationId,
        new Principal("sub-of-" + foundationId),
        EnumSet.allOf(Permission.class),
        resources);
  }

  @Override
  public void close() {
    clients.close();
    emulator.close();
  }

  private String createRole(String foundationId, String name, String keyArn) {
    String roleArn =
        iam.createRole(role ->
                role.path("/foundation/")
                    .roleName(name)
                    .assumeRolePolicyDocument(Policies.trustServer(serverArn(), foundationId)))
            .role()
            .arn();
    iam.putRolePolicy(policy ->
        policy.roleName(name).policyName("data").policyDocument(Policies.dataOf(name, keyArn)));
    return roleArn;
  }

  /** Makes another version of the workspace's branch key the active one. */
  public void rotateBranchKey(Tenant tenant) {
    keyStore(tenant)
        .VersionKey(VersionKeyInput.builder().branchKeyIdentifier(tenant.foundationId()).build());
  }

  /** The administrator's view of the workspace's branch key. */
  public KeyStore keyStore(Tenant tenant) {
    return keyStore(tenant.resources().keyTableName(), tenant.resources().keyArn());
  }

  private void createBranchKey(String foundationId, String table, String keyArn) {
    keyStore(table, keyArn)
        .CreateKey(
            CreateKeyInput.builder()
                .branchKeyIdentifier(foundationId)
                .encryptionContext(Map.of("workspace", foundationId))
                .build());
  }

  private KeyStore keyStore(String table, String keyArn) {
    return KeyStore.builder()
        .KeyStoreConfig(
            KeyStoreConfig.builder()
                .ddbClient(dynamoDb)
                .kmsClient(kms)
                .ddbTableName(table)
                .logicalKeyStoreName(table)
                .kmsConfiguration(KMSConfiguration.builder().kmsKeyArn(keyArn).build())
                .build())
        .build();
  }

  private AwsCredentialsProvider server() {
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(sts)
        .refreshRequest(role -> role.roleArn(serverArn()).roleSessionName("server"))
        .build();
  }

  private static String serverArn() {
    return "arn:aws:iam::%s:role/foundation-platform/%s".formatted(EmulatorAccount.ID, SERVER_ROLE);
  }

  /** A client of the administrator. */
  public <C, B extends AwsClientBuilder<B, C>> C administrator(B builder) {
    return as(administrator, builder).build();
  }

  private <B extends AwsClientBuilder<B, ?>> B as(AwsCredentialsProvider who, B builder) {
    return builder
        .credentialsProvider(who)
        .region(Region.of(EmulatorAccount.REGION))
        .endpointOverride(emulator.endpoint());
  }
}
