// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.foundation.localstack.ack.resource.AckKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** What the operator relies on in ACK, whichever ACK that is. */
@Execution(ExecutionMode.CONCURRENT)
class AckConformanceIT {
  @TempDir static Path directory;
  private static AckTarget target;
  private static AckObjects objects;
  private static KmsClient kms;
  private static S3Client s3;
  private static DynamoDbClient dynamo;
  private static IamClient iam;

  private final String name = "fdn-" + UUID.randomUUID().toString().substring(0, 8);

  @BeforeAll
  static void start() {
    target = AckTarget.start(directory);
    objects = new AckObjects(target.kubernetes());
    kms = target.aws(KmsClient.builder());
    s3 = target.aws(S3Client.builder());
    dynamo = target.aws(DynamoDbClient.builder());
    iam = target.aws(IamClient.builder());
  }

  @AfterAll
  static void stop() {
    if (target != null) {
      target.close();
    }
  }

  @Test
  void adoptsAKeyByItsIdAndSettlesIt() {
    String id = kms.createKey(r -> r.description("Workspace")).keyMetadata().keyId();
    objects.apply(AckManifests.key(name, id));
    objects.awaitSynced(AckKind.KEY, name);

    assertThat(objects.annotations(AckKind.KEY, name)).containsEntry(AckObjects.ADOPTED, "true");
    assertThat(objects.finalizers(AckKind.KEY, name))
        .containsExactly("finalizers.kms.services.k8s.aws/Key");
    assertThat(objects.status(AckKind.KEY, name).path("keyID").asText()).isEqualTo(id);
    assertThat(objects.metadata(AckKind.KEY, name).path("arn").asText()).endsWith("key/" + id);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(kms.getKeyRotationStatus(r -> r.keyId(id)).keyRotationEnabled()).isTrue());
    Map<String, String> tags =
        kms.listResourceTags(r -> r.keyId(id)).tags().stream()
            .collect(Collectors.toMap(t -> t.tagKey(), t -> t.tagValue()));
    assertThat(tags)
        .containsEntry("foundation.dev/id", name)
        .containsKeys("services.k8s.aws/controller-version", "services.k8s.aws/namespace");
  }

  @Test
  void schedulesAKeysDeletionWithTheWindowOfItsAnnotation() {
    String id = kms.createKey().keyMetadata().keyId();
    objects.apply(
        AckManifests.key(name, id).replace("deletion-policy: retain", "deletion-policy: delete"));
    objects.awaitSynced(AckKind.KEY, name);
    objects.delete(AckKind.KEY, name);
    objects.awaitGone(AckKind.KEY, name);

    KeyMetadata key = kms.describeKey(r -> r.keyId(id)).keyMetadata();
    assertThat(key.keyState()).isEqualTo(KeyState.PENDING_DELETION);
    assertThat(Duration.between(Instant.now(), key.deletionDate()).toDays()).isBetween(28L, 30L);
  }

  @Test
  void movesAnAliasWhenItsKeyChanges() {
    String first = kms.createKey().keyMetadata().keyId();
    String second = kms.createKey().keyMetadata().keyId();
    objects.apply(AckManifests.alias(name, first));
    objects.awaitSynced(AckKind.ALIAS, name);
    objects.apply(AckManifests.alias(name, second));
    objects.awaitSynced(AckKind.ALIAS, name);

    assertThat(kms.describeKey(r -> r.keyId("alias/" + name)).keyMetadata().keyId())
        .isEqualTo(second);
  }

  @Test
  void isRecoverableUntilAwsAccepts() {
    objects.apply(AckManifests.alias(name, UUID.randomUUID().toString()));
    objects.awaitCondition(AckKind.ALIAS, name, "ACK.Recoverable");
    assertThat(objects.conditionStatus(AckKind.ALIAS, name, "Ready")).isEqualTo("False");

    objects.apply(AckManifests.alias(name, kms.createKey().keyMetadata().keyId()));
    objects.awaitSynced(AckKind.ALIAS, name);
  }

  @Test
  void settlesOnATableWhatCreateTableCannotSet() {
    String keyArn = kms.createKey().keyMetadata().arn();
    objects.apply(AckManifests.table(name, keyArn));
    objects.awaitSynced(AckKind.TABLE, name);

    var table = dynamo.describeTable(r -> r.tableName(name)).table();
    assertThat(objects.metadata(AckKind.TABLE, name).path("arn").asText())
        .isEqualTo(table.tableArn());
    assertThat(table.deletionProtectionEnabled()).isTrue();
    assertThat(table.sseDescription().kmsMasterKeyArn()).isEqualTo(keyArn);
    assertThat(table.globalSecondaryIndexes()).hasSize(1);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> {
          assertThat(
                  dynamo
                      .describeContinuousBackups(r -> r.tableName(name))
                      .continuousBackupsDescription()
                      .pointInTimeRecoveryDescription()
                      .pointInTimeRecoveryStatusAsString())
              .isEqualTo("ENABLED");
          assertThat(
                  dynamo
                      .describeTimeToLive(r -> r.tableName(name))
                      .timeToLiveDescription()
                      .attributeName())
              .isEqualTo("ttl");
        });
  }

  @Test
  void settlesABucketAfterItsCreation() {
    String keyArn = kms.createKey().keyMetadata().arn();
    objects.apply(AckManifests.bucket(name, keyArn));
    objects.awaitSynced(AckKind.BUCKET, name);

    assertThat(objects.metadata(AckKind.BUCKET, name).path("arn").asText())
        .isEqualTo("arn:aws:s3:::" + name);
    var rule =
        s3.getBucketEncryption(r -> r.bucket(name))
            .serverSideEncryptionConfiguration()
            .rules()
            .getFirst();
    assertThat(rule.applyServerSideEncryptionByDefault().kmsMasterKeyID()).isEqualTo(keyArn);
    assertThat(rule.bucketKeyEnabled()).isTrue();
    assertThat(s3.getBucketVersioning(r -> r.bucket(name)).status())
        .isEqualTo(BucketVersioningStatus.ENABLED);
    assertThat(
            s3.getPublicAccessBlock(r -> r.bucket(name))
                .publicAccessBlockConfiguration()
                .restrictPublicBuckets())
        .isTrue();
    assertThat(s3.getBucketPolicy(r -> r.bucket(name)).policy()).contains("aws:SecureTransport");
  }

  @Test
  void repairsDriftAtItsResync() {
    assumeTrue(target.resyncsSoon(), "the cluster's own resync may be hours");
    objects.apply(AckManifests.bucket(name, kms.createKey().keyMetadata().arn()));
    objects.awaitSynced(AckKind.BUCKET, name);
    s3.deleteBucketPolicy(r -> r.bucket(name));
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .untilAsserted(
            () -> assertThat(s3.getBucketPolicy(r -> r.bucket(name)).policy()).isNotEmpty());
  }

  @Test
  void attachesAPolicyToARole() {
    objects.apply(AckManifests.policy(name));
    objects.awaitSynced(AckKind.POLICY, name);
    String arn = objects.metadata(AckKind.POLICY, name).path("arn").asText();
    objects.apply(AckManifests.role(name, arn));
    objects.awaitSynced(AckKind.ROLE, name);

    assertThat(objects.metadata(AckKind.ROLE, name).path("arn").asText())
        .endsWith(":role/foundation/" + name);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(iam.listAttachedRolePolicies(r -> r.roleName(name)).attachedPolicies())
                .extracting(policy -> policy.policyArn())
                .containsExactly(arn));
  }

  @Test
  void looksPastEditsOfAnnotations() {
    objects.apply(AckManifests.policy(name));
    objects.awaitSynced(AckKind.POLICY, name);
    objects.awaitSettled(AckKind.POLICY, name);
    var before = objects.status(AckKind.POLICY, name);
    objects.annotate(AckKind.POLICY, name, "example.com/edited", "yes");
    await()
        .during(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(5))
        .until(() -> objects.status(AckKind.POLICY, name).equals(before));
  }

  @Test
  void stampsConditionsAnewWithoutAGeneration() {
    objects.apply(AckManifests.policy(name));
    objects.awaitSynced(AckKind.POLICY, name);
    assertThat(objects.status(AckKind.POLICY, name).findValues("observedGeneration")).isEmpty();
    assertThat(objects.stamp(AckKind.POLICY, name, "ACK.ResourceSynced")).isNotNull();
  }

  @Test
  void isTerminalOnWhatExistsAndIsNotToBeAdopted() {
    s3.createBucket(
        r -> r.bucket(name).createBucketConfiguration(c -> c.locationConstraint("eu-west-1")));
    objects.apply(AckManifests.bucket(name, "unused").replaceAll("(?m)^.*adoption-.*\n", ""));
    objects.awaitCondition(AckKind.BUCKET, name, "ACK.Terminal");
    assertThat(objects.conditionStatus(AckKind.BUCKET, name, "Ready")).isEqualTo("False");
    assertThat(objects.finalizers(AckKind.BUCKET, name)).isEmpty();
  }

  @Test
  void createsNothingThatIsMarkedAdopted() {
    objects.apply(
        AckManifests.bucket(name, "unused")
            .replace("annotations:", "annotations:\n    services.k8s.aws/adopted: \"true\""));
    await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(5)).until(() -> !exists(name));
    assertThat(objects.status(AckKind.BUCKET, name).isEmpty()).isTrue();
  }

  @Test
  void leavesARetainedBucketAndAdoptsItAgain() {
    objects.apply(AckManifests.bucket(name, kms.createKey().keyMetadata().arn()));
    objects.awaitSynced(AckKind.BUCKET, name);
    objects.delete(AckKind.BUCKET, name);
    objects.awaitGone(AckKind.BUCKET, name);
    assertThat(exists(name)).isTrue();

    objects.apply(AckManifests.bucket(name, kms.createKey().keyMetadata().arn()));
    objects.awaitSynced(AckKind.BUCKET, name);
    assertThat(objects.annotations(AckKind.BUCKET, name)).containsEntry(AckObjects.ADOPTED, "true");
  }

  @Test
  void deletesABucketWhosePolicyIsDelete() {
    objects.apply(AckManifests.bucket(name, kms.createKey().keyMetadata().arn()));
    objects.awaitSynced(AckKind.BUCKET, name);
    objects.annotate(AckKind.BUCKET, name, "services.k8s.aws/deletion-policy", "delete");
    objects.delete(AckKind.BUCKET, name);
    objects.awaitGone(AckKind.BUCKET, name);
    assertThat(exists(name)).isFalse();
  }

  @Test
  void refusesFieldsOutsideTheSchema() {
    String manifest = AckManifests.alias(name, "key") + "  surprise: true\n";
    assertThatThrownBy(() -> objects.apply(manifest)).hasMessageContaining("surprise");
  }

  private static boolean exists(String bucket) {
    List<String> names = s3.listBuckets().buckets().stream().map(Bucket::name).toList();
    return names.contains(bucket);
  }
}
