// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foundation.localstack.emulator.Emulator;
import dev.foundation.localstack.emulator.EmulatorAccount;
import dev.foundation.localstack.proxy.AwsProxy;
import dev.foundation.localstack.proxy.ProxySettings;
import dev.foundation.localstack.proxy.TestTls;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;

/** The audit's table, key and bucket as the template makes them: added to, never changed. */
class AuditAccountIT {

  private static final String ISSUER = "https://127.0.0.1:6443";
  private static final String TABLE = "foundation-audit";

  @TempDir private static Path directory;
  private static Emulator emulator;
  private static Account account;
  private static AwsProxy proxy;
  private static RoleClients roles;
  private static RoleClients.As server;
  private static RoleClients.As audit;

  @BeforeAll
  static void deploy() {
    emulator = Emulator.start();
    account =
        Account.deploy(
            emulator.endpoint(), AccountIT.TEMPLATE, new AccountParameters(ISSUER, "local"));
    proxy = AwsProxy.start(ProxySettings.of(emulator.endpoint(), TestTls.selfSigned(directory)));
    roles = new RoleClients(proxy.endpoint(), new TokenIssuer(ISSUER));
    server =
        roles.as(account.outputs().apiServerRoleArn(), "foundation-system:foundation-api-server");
    audit = server.become(account.outputs().audit().roleArn(), null);
  }

  @AfterAll
  static void stop() {
    roles.close();
    proxy.close();
    account.close();
    emulator.close();
  }

  private static Map<String, AttributeValue> item(String sort) {
    return Map.of("pk", AttributeValue.fromS("acme.2026-11-25"), "sk", AttributeValue.fromS(sort));
  }

  private static void refused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            refusal ->
                assertThat(refusal.awsErrorDetails().errorCode()).startsWith("AccessDenied"));
  }

  private static <B extends AwsClientBuilder<B, C>, C> C administrator(B builder) {
    return builder
        .endpointOverride(emulator.endpoint())
        .region(Region.of(EmulatorAccount.REGION))
        .credentialsProvider(StaticCredentialsProvider.create(account.administrator()))
        .build();
  }

  private static S3Client administratorsS3() {
    return administrator(S3Client.builder().forcePathStyle(true));
  }

  private static String bucket() {
    return account.outputs().audit().bucket();
  }

  @Test
  void theAuditRoleAddsAndReadsButNeitherChangesNorDeletes() {
    DynamoDbClient table = audit.dynamodb();
    table.putItem(
        r -> r.tableName(TABLE).item(item("1")).conditionExpression("attribute_not_exists(pk)"));
    assertThat(
            table
                .query(r ->
                    r.tableName(TABLE)
                        .keyConditionExpression("pk = :p")
                        .expressionAttributeValues(Map.of(":p", item("1").get("pk"))))
                .count())
        .isEqualTo(1);
    refused(() -> table.deleteItem(r -> r.tableName(TABLE).key(item("1"))));
    refused(() ->
        table.updateItem(r -> r.tableName(TABLE).key(item("1")).updateExpression("REMOVE b")));
    List<WriteRequest> writes =
        List.of(WriteRequest.builder().putRequest(put -> put.item(item("1"))).build());
    refused(() -> table.batchWriteItem(r -> r.requestItems(Map.of(TABLE, writes))));
    refused(() -> table.scan(r -> r.tableName(TABLE)));
    refused(() -> table.deleteTable(r -> r.tableName(TABLE)));
  }

  @Test
  void neitherTheServersOwnRoleNorAnAdministratorReachesEvents() {
    refused(() -> server.dynamodb().putItem(r -> r.tableName(TABLE).item(item("2"))));
    DynamoDbClient administrator = administrator(DynamoDbClient.builder());
    refused(() -> administrator.putItem(r -> r.tableName(TABLE).item(item("2"))));
    refused(() -> administrator.deleteItem(r -> r.tableName(TABLE).key(item("1"))));
    refused(() -> administrator.scan(r -> r.tableName(TABLE)));
  }

  @Test
  void theTableIsProtectedBackedUpEncryptedAndForgetsAfterItsYears() {
    DynamoDbClient administrator = administrator(DynamoDbClient.builder());
    var table = administrator.describeTable(r -> r.tableName(TABLE)).table();
    assertThat(table.deletionProtectionEnabled()).isTrue();
    assertThat(table.sseDescription().kmsMasterKeyArn())
        .isEqualTo(account.outputs().audit().keyArn());
    assertThat(
            administrator
                .describeContinuousBackups(r -> r.tableName(TABLE))
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription()
                .pointInTimeRecoveryStatusAsString())
        .isEqualTo("ENABLED");
    assertThat(
            administrator
                .describeTimeToLive(r -> r.tableName(TABLE))
                .timeToLiveDescription()
                .attributeName())
        .isEqualTo("ttl");
  }

  @Test
  void anchorsAreAddedOnceAndKeptByTheBucketsLock() {
    audit
        .s3()
        .putObject(r -> r.bucket(bucket()).key("acme/1").ifNoneMatch("*"), RequestBody.empty());
    refused(() -> audit.s3().putObject(r -> r.bucket(bucket()).key("acme/2"), RequestBody.empty()));
    refused(() -> audit.s3().deleteObject(r -> r.bucket(bucket()).key("acme/1")));
    refused(() ->
        administratorsS3()
            .putObject(
                r -> r.bucket(bucket()).key("acme/3").ifNoneMatch("*"), RequestBody.empty()));

    ListObjectVersionsResponse versions =
        audit.s3().listObjectVersions(r -> r.bucket(bucket()).prefix("acme/1"));
    String version = versions.versions().getFirst().versionId();
    S3Client overTls = administratorsS3();
    refused(() ->
        overTls.deleteObject(r ->
            r.bucket(bucket())
                .key("acme/1")
                .versionId(version)
                .overrideConfiguration(o -> o.putHeader("X-Forwarded-Proto", "https"))));
  }

  @Test
  void theBucketIsEncryptedUnderTheAuditKey() {
    var rule =
        administratorsS3()
            .getBucketEncryption(r ->
                r.bucket(bucket())
                    .overrideConfiguration(o -> o.putHeader("X-Forwarded-Proto", "https")))
            .serverSideEncryptionConfiguration()
            .rules()
            .getFirst();
    assertThat(rule.applyServerSideEncryptionByDefault().kmsMasterKeyID())
        .isEqualTo(account.outputs().audit().keyArn());
  }

  @Test
  void theKeySealsOnlyWithWorkspaceAndChain() {
    String key = account.outputs().audit().keyArn();
    Map<String, String> context = Map.of("workspace", "acme", "chain", "1");
    var sealed =
        audit
            .kms()
            .generateDataKey(r -> r.keyId(key).keySpec("AES_256").encryptionContext(context))
            .ciphertextBlob();
    audit.kms().decrypt(r -> r.keyId(key).ciphertextBlob(sealed).encryptionContext(context));
    refused(() -> audit.kms().generateDataKey(r -> r.keyId(key).keySpec("AES_256")));
    refused(() ->
        server
            .kms()
            .generateDataKey(r -> r.keyId(key).keySpec("AES_256").encryptionContext(context)));
  }
}
