// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.foundation.crds.contract.Tags;
import dev.foundation.crds.status.ResourcesStatus;
import dev.foundation.localstack.ack.AckService;
import dev.foundation.localstack.stack.AwsCell;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** An administrator who changes a workspace's settings on AWS by hand, and sees them. */
public final class Tampering implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NOBODY =
      """
      {"Version":"2012-10-17","Statement":[{"Sid":"Foreign","Effect":"Deny","Action":"sts:AssumeRole",\
      "Principal":{"AWS":"arn:aws:iam::000000000000:root"},"Resource":"*"}]}\
      """;

  /** A policy document that allows nothing. */
  public static final String NOTHING =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}\
      """;

  private static final String EVERYTHING = NOTHING.replace("Deny", "Allow");

  private final ResourcesStatus resources;
  private final String name;
  private final String policyArn;
  private final String operator;
  private final String ack;
  private final KmsClient kms;
  private final DynamoDbClient dynamodb;
  private final S3Client s3;
  private final IamClient iam;
  private final CognitoIdentityProviderClient cognito;

  public Tampering(OperatorStack stack, ResourcesStatus resources) {
    this.resources = resources;
    this.name = resources.bucketName();
    this.policyArn = resources.roleArn().replace(":role/", ":policy/");
    this.operator = stack.platform().cell().account().outputs().operatorRoleArn();
    this.ack = Objects.requireNonNull(stack.ackRoles().get(AckService.s3));
    this.kms = stack.administrator(KmsClient.builder());
    this.dynamodb = stack.administrator(DynamoDbClient.builder());
    this.s3 = stack.administrator(S3Client.builder());
    this.iam = stack.administrator(IamClient.builder());
    this.cognito = stack.administrator(CognitoIdentityProviderClient.builder());
  }

  /** Every setting that {@link #changeEverything} changes, as AWS shows it. */
  public Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    String key = resources.keyArn();
    put(settings, "key policy", () -> json(keyPolicy()));
    put(
        settings,
        "rotation",
        () -> kms.getKeyRotationStatus(r -> r.keyId(key)).keyRotationEnabled());
    put(
        settings,
        "alias",
        () -> kms.describeKey(r -> r.keyId("alias/" + name)).keyMetadata().arn());
    put(settings, "bucket policy", () -> json(s3.getBucketPolicy(r -> r.bucket(name)).policy()));
    put(settings, "encryption", () -> s3.getBucketEncryption(r -> r.bucket(name)).toString());
    put(settings, "public", () -> s3.getPublicAccessBlock(r -> r.bucket(name)).toString());
    put(settings, "versioning", () -> s3.getBucketVersioning(r -> r.bucket(name)).statusAsString());
    put(
        settings,
        "lifecycle",
        () -> s3.getBucketLifecycleConfiguration(r -> r.bucket(name)).rules().toString());
    put(
        settings,
        "table policy",
        () -> json(dynamodb.getResourcePolicy(r -> r.resourceArn(tableArn())).policy()));
    put(settings, "backups", this::backups);
    put(settings, "protection", this::protection);
    put(settings, "role policy", this::rolePolicy);
    put(settings, "attached", this::attached);
    put(settings, "inline", () -> iam.listRolePolicies(r -> r.roleName(name)).policyNames());
    put(
        settings,
        "trust",
        () -> iam.getRole(r -> r.roleName(name)).role().assumeRolePolicyDocument());
    put(settings, "group", () -> group(resources.group()));
    put(settings, "role group", () -> group(resources.group() + ".viewers"));
    return settings;
  }

  /** Every setting, each by the call a person would make. */
  public void changeEverything() {
    changeKey();
    changeBucket();
    switchBackupsOff();
    dynamodb.deleteResourcePolicy(r -> r.resourceArn(tableArn()));
    dynamodb.updateTable(r -> r.tableName(resources.tableName()).deletionProtectionEnabled(false));
    changeRole();
    String pool = resources.userPoolId();
    cognito.deleteGroup(r -> r.userPoolId(pool).groupName(resources.group()));
    cognito.updateGroup(
        r -> r.userPoolId(pool).groupName(resources.group() + ".viewers").description("edited"));
  }

  /** Leaves ACK and the administrator in the key's policy, and nobody else. */
  public void shutTheOperatorOut() {
    String policy =
        keyPolicy()
            .replace("OperatorFindsTheKey", "Edited")
            .replace(operator, operator.replace("foundation-operator", "nobody"));
    kms.putKeyPolicy(r ->
        r.keyId(resources.keyArn())
            .policyName("default")
            .policy(policy)
            .bypassPolicyLockoutSafetyCheck(true));
  }

  /** Leaves ACK what the bucket's policy has for it, and denies the operator everything. */
  public void shutTheOperatorOutOfTheBucket() {
    denyTheBucketTo(List.of(operator));
  }

  /** The same of the table. */
  public void shutTheOperatorOutOfTheTable() {
    dynamodb.putResourcePolicy(r ->
        r.resourceArn(tableArn())
            .policy(denial(List.of(operator), "dynamodb:*", List.of(tableArn()))));
  }

  /** Leaves nobody but administrators. */
  public void shutAckOutOfTheBucket() {
    denyTheBucketTo(List.of(operator, ack));
  }

  /** As one does who finds a policy that nothing else can mend. */
  public void deleteTheBucketPolicy() {
    s3.deleteBucketPolicy(r -> r.bucket(name));
  }

  /** The alias then names a key that is not this control plane's. */
  public void moveTheAliasToAForeignKey() {
    moveTheAliasTo(kms.createKey(r -> r.description("foreign")).keyMetadata().keyId());
  }

  /** As it was. */
  public void moveTheAliasBack() {
    moveTheAliasTo(resources.keyArn());
  }

  /** Beside anything else. */
  public void switchBackupsOff() {
    dynamodb.updateContinuousBackups(r ->
        r.tableName(resources.tableName())
            .pointInTimeRecoverySpecification(p -> p.pointInTimeRecoveryEnabled(false)));
  }

  @Override
  public void close() {
    kms.close();
    dynamodb.close();
    s3.close();
    iam.close();
    cognito.close();
  }

  private void changeKey() {
    String key = resources.keyArn();
    String policy = keyPolicy().replace("WorkspaceUsesItsBucket", "Edited");
    kms.putKeyPolicy(r ->
        r.keyId(key).policyName("default").policy(policy).bypassPolicyLockoutSafetyCheck(true));
    kms.disableKeyRotation(r -> r.keyId(key));
    Tag ours = Tag.builder().tagKey(Tags.CONTROL_PLANE).tagValue(AwsCell.CONTROL_PLANE).build();
    moveTheAliasTo(kms.createKey(r -> r.tags(ours)).keyMetadata().keyId());
  }

  private void moveTheAliasTo(String another) {
    kms.updateAlias(r -> r.aliasName("alias/" + name).targetKeyId(another));
  }

  private void denyTheBucketTo(List<String> principals) {
    String bucket = "arn:aws:s3:::" + name;
    String policy = denial(principals, "s3:*", List.of(bucket, bucket + "/*"));
    s3.putBucketPolicy(r -> r.bucket(name).policy(policy));
  }

  /** A resource policy that denies these roles an action on these resources. */
  public static String denial(List<String> principals, String action, List<String> resources) {
    return """
    {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":{"AWS":["%s"]},\
    "Action":"%s","Resource":["%s"]}]}\
    """
        .formatted(String.join("\",\"", principals), action, String.join("\",\"", resources));
  }

  private void changeBucket() {
    s3.deleteBucketPolicy(r -> r.bucket(name));
    s3.putBucketEncryption(r ->
        r.bucket(name)
            .serverSideEncryptionConfiguration(c ->
                c.rules(
                    ServerSideEncryptionRule.builder()
                        .applyServerSideEncryptionByDefault(d -> d.sseAlgorithm("AES256"))
                        .build())));
    s3.deletePublicAccessBlock(r -> r.bucket(name));
    s3.putBucketVersioning(r ->
        r.bucket(name).versioningConfiguration(v -> v.status(BucketVersioningStatus.SUSPENDED)));
    s3.deleteBucketLifecycle(r -> r.bucket(name));
  }

  private void changeRole() {
    iam.createPolicyVersion(r -> r.policyArn(policyArn).policyDocument(NOTHING).setAsDefault(true));
    iam.detachRolePolicy(r -> r.roleName(name).policyArn(policyArn));
    iam.putRolePolicy(r -> r.roleName(name).policyName("more").policyDocument(EVERYTHING));
    iam.updateAssumeRolePolicy(r -> r.roleName(name).policyDocument(NOBODY));
  }

  private String keyPolicy() {
    return kms.getKeyPolicy(r -> r.keyId(resources.keyArn()).policyName("default")).policy();
  }

  private String backups() {
    return dynamodb
        .describeContinuousBackups(r -> r.tableName(resources.tableName()))
        .continuousBackupsDescription()
        .pointInTimeRecoveryDescription()
        .pointInTimeRecoveryStatusAsString();
  }

  private Boolean protection() {
    return table().deletionProtectionEnabled();
  }

  private String tableArn() {
    return table().tableArn();
  }

  private TableDescription table() {
    return dynamodb.describeTable(r -> r.tableName(resources.tableName())).table();
  }

  private String rolePolicy() {
    String version = iam.getPolicy(r -> r.policyArn(policyArn)).policy().defaultVersionId();
    return iam.getPolicyVersion(r -> r.policyArn(policyArn).versionId(version))
        .policyVersion()
        .document();
  }

  private String attached() {
    return iam.listAttachedRolePolicies(r -> r.roleName(name)).attachedPolicies().toString();
  }

  private String group(String group) {
    return cognito
        .getGroup(r -> r.userPoolId(resources.userPoolId()).groupName(group))
        .group()
        .description();
  }

  private static String json(String document) throws JsonProcessingException {
    return JSON.readTree(document).toString();
  }

  /** A setting that is not there shows as AWS' error code; without roles there are no groups. */
  private static void put(Map<String, String> settings, String what, Callable<?> read) {
    try {
      settings.put(what, String.valueOf(read.call()));
    } catch (AwsServiceException e) {
      settings.put(what, e.awsErrorDetails().errorCode());
    } catch (Exception e) {
      throw new AssertionError(what, e);
    }
  }
}
