// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foundation.localstack.ack.resource.AckResource;
import dev.foundation.localstack.ack.resource.AwsAdapter;
import dev.foundation.localstack.ack.resource.RequeueException;
import dev.foundation.localstack.emulator.Emulator;
import dev.foundation.localstack.emulator.EmulatorAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the stand-in does to AWS beyond the conformance suite: updates and deletions. */
class AdaptersIT {

  private static Emulator emulator;
  private static AwsAccess access;

  private final String name = "fdn-" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeAll
  static void start() {
    emulator = Emulator.start();
    access =
        new AwsAccess(
            EmulatorAccount.REGION,
            emulator.endpoint(),
            StaticCredentialsProvider.create(
                EmulatorAccount.bootstrapAdministrator(emulator.endpoint())));
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  @Test
  void aPolicyKeepsAtMostFiveVersionsOfWhichTheLastHolds() {
    AwsAdapter policies = AckService.iam.adapters(access).getFirst();
    AckResource policy = policies.create(policy("s3:v0"));
    for (int version = 1; version <= 6; version++) {
      AckResource desired = policy.copy();
      desired.spec().put("policyDocument", document("s3:v" + version));
      policy = policies.update(desired, observed(policies, policy), Set.of("policyDocument"));
    }
    String arn = policy.arn().orElseThrow();
    try (IamClient iam = access.apply(IamClient.builder()).build()) {
      assertThat(iam.listPolicyVersions(r -> r.policyArn(arn)).versions()).hasSize(5);
      assertThat(observed(policies, policy).text("policyDocument").orElseThrow()).contains("v6");
      policies.delete(policy, observed(policies, policy));
      assertThatThrownBy(() -> iam.getPolicy(r -> r.policyArn(arn)))
          .isInstanceOf(NoSuchEntityException.class);
    }
  }

  @Test
  void aRoleLosesItsPoliciesBeforeItGoes() {
    AwsAdapter policies = AckService.iam.adapters(access).getFirst();
    AwsAdapter roles = AckService.iam.adapters(access).getLast();
    AckResource role = resource();
    role.spec()
        .put(
            "assumeRolePolicyDocument",
            document("sts:AssumeRole")
                .replace("\"Resource\":\"*\"", "\"Principal\":{\"AWS\":\"000000000000\"}"))
        .putArray("policies")
        .add(policies.create(policy("s3:GetObject")).arn().orElseThrow());
    assertThatThrownBy(() -> roles.create(role)).isInstanceOf(RequeueException.class);
    AckResource found = observed(roles, role);
    assertThat(roles.differences(role, found)).contains("policies");

    roles.update(role, found, Set.of("policies"));
    assertThat(roles.differences(role, observed(roles, role))).doesNotContain("policies");

    roles.delete(role, observed(roles, role));
    assertThat(roles.find(role)).isEmpty();
  }

  @Test
  void aTableIsDeletedOnlyWhenItsSpecGivesUpItsProtection() {
    AwsAdapter tables = AckService.dynamodb.adapters(access).getFirst();
    AckResource table = resource();
    ObjectNode spec = table.spec().put("tableName", name).put("billingMode", "PAY_PER_REQUEST");
    spec.put("deletionProtectionEnabled", true);
    spec.putArray("attributeDefinitions")
        .addObject()
        .put("attributeName", "pk")
        .put("attributeType", "S");
    spec.putArray("keySchema").addObject().put("attributeName", "pk").put("keyType", "HASH");
    tables.create(table);
    assertThatThrownBy(() -> tables.delete(table, observed(tables, table)))
        .hasMessageContaining("protect");

    AckResource given = table.copy();
    given.spec().put("deletionProtectionEnabled", false);
    tables.delete(given, observed(tables, table));
    try (DynamoDbClient dynamo = access.apply(DynamoDbClient.builder()).build()) {
      assertThat(dynamo.listTables().tableNames()).doesNotContain(name);
    }
  }

  @Test
  void aKeyWaitsTheShortestWindowUnlessItsAnnotationIsANumber() {
    AwsAdapter keys = AckService.kms.adapters(access).getFirst();
    try (KmsClient kms = access.apply(KmsClient.builder()).build()) {
      AckResource key = keys.create(resource());
      key.metadata()
          .withObject("/annotations")
          .put("kms.services.k8s.aws/pending-window-in-days", "soon");
      keys.delete(key, key);
      String id = key.status().path("keyID").asText();
      Instant deletion = kms.describeKey(r -> r.keyId(id)).keyMetadata().deletionDate();
      assertThat(Duration.between(Instant.now(), deletion).toDays()).isBetween(6L, 7L);
    }
  }

  @Test
  void aBucketIsNeverEmptied() {
    AwsAdapter buckets = AckService.s3.adapters(access).getFirst();
    AckResource bucket = resource();
    assertThatThrownBy(() -> buckets.create(bucket)).isInstanceOf(RequeueException.class);
    try (S3Client s3 = access.apply(S3Client.builder().forcePathStyle(true)).build()) {
      s3.putObject(r -> r.bucket(name).key("kept"), RequestBody.fromString("data"));
      assertThatThrownBy(() -> buckets.delete(bucket, observed(buckets, bucket)))
          .isInstanceOfSatisfying(
              S3Exception.class,
              refusal ->
                  assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("BucketNotEmpty"));
      s3.deleteObject(r -> r.bucket(name).key("kept"));
      buckets.delete(bucket, observed(buckets, bucket));
      assertThat(buckets.find(bucket)).isEmpty();
    }
  }

  @Test
  void aBucketIsSuspendedWhenItsSpecNoLongerSaysAnything() {
    AwsAdapter buckets = AckService.s3.adapters(access).getFirst();
    AckResource bucket = resource();
    assertThatThrownBy(() -> buckets.create(bucket)).isInstanceOf(RequeueException.class);
    AckResource versioned = bucket.copy();
    versioned.spec().putObject("versioning").put("status", "Enabled");
    buckets.update(versioned, observed(buckets, bucket), Set.of("versioning"));

    AckResource found = observed(buckets, bucket);
    assertThat(buckets.differences(bucket, found)).contains("versioning");
    buckets.update(bucket, found, Set.of("versioning"));
    try (S3Client s3 = access.apply(S3Client.builder().forcePathStyle(true)).build()) {
      assertThat(s3.getBucketVersioning(r -> r.bucket(name)).status())
          .isEqualTo(BucketVersioningStatus.SUSPENDED);
    }
  }

  private AckResource resource() {
    AckResource resource = new AckResource(JsonNodeFactory.instance.objectNode());
    resource.metadata().put("name", name).put("namespace", "ns");
    resource.spec().put("name", name);
    return resource;
  }

  private AckResource policy(String action) {
    AckResource policy = resource();
    policy.spec().put("policyDocument", document(action));
    return policy;
  }

  private static String document(String action) {
    return ("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"%s\","
            + "\"Resource\":\"*\"}]}")
        .formatted(action);
  }

  private static AckResource observed(AwsAdapter adapter, AckResource resource) {
    return adapter.find(resource).orElseThrow();
  }
}
