// SPDX-License-Identifier: Apache-2.0
package dev.foundation.e2e.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.crds.contract.Tags;
import dev.foundation.crds.status.ResourcesStatus;
import dev.foundation.e2e.fixture.Product;
import dev.foundation.e2e.fixture.ProductExtension;
import dev.foundation.localstack.stack.AwsCell;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** What every child on AWS carries from its first moment. */
@ExtendWith(ProductExtension.class)
class HardeningIT {

  private final Product product;
  private final ResourcesStatus acme;

  HardeningIT(Product product) {
    this.product = product;
    this.acme = product.workspaces().resourcesOf("acme");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-keys"})
  void tablesAreEncryptedBackedUpAndProtected(String suffix) {
    var dynamoDb = product.aws().dynamoDb();
    String name = acme.tableName() + suffix;
    TableDescription table = dynamoDb.describeTable(r -> r.tableName(name)).table();
    assertThat(table.sseDescription().sseType()).isEqualTo(SSEType.KMS);
    assertThat(table.sseDescription().kmsMasterKeyArn()).isEqualTo(acme.keyArn());
    assertThat(table.deletionProtectionEnabled()).isTrue();
    var backups = dynamoDb.describeContinuousBackups(r -> r.tableName(name));
    assertThat(
            backups
                .continuousBackupsDescription()
                .pointInTimeRecoveryDescription()
                .pointInTimeRecoveryStatus())
        .isEqualTo(PointInTimeRecoveryStatus.ENABLED);
    assertThat(dynamoDb.getResourcePolicy(r -> r.resourceArn(table.tableArn())).policy())
        .contains("Deny");
  }

  @Test
  void bucketIsEncryptedVersionedAndClosed() {
    var s3 = product.aws().s3();
    var rule =
        s3.getBucketEncryption(r -> r.bucket(acme.bucketName()))
            .serverSideEncryptionConfiguration()
            .rules()
            .getFirst();
    assertThat(rule.applyServerSideEncryptionByDefault().sseAlgorithm())
        .isEqualTo(ServerSideEncryption.AWS_KMS);
    assertThat(rule.applyServerSideEncryptionByDefault().kmsMasterKeyID()).isEqualTo(acme.keyArn());
    assertThat(rule.bucketKeyEnabled()).isTrue();
    assertThat(s3.getBucketVersioning(r -> r.bucket(acme.bucketName())).status())
        .isEqualTo(BucketVersioningStatus.ENABLED);
    var block =
        s3.getPublicAccessBlock(r -> r.bucket(acme.bucketName())).publicAccessBlockConfiguration();
    assertThat(block.blockPublicAcls() && block.blockPublicPolicy()).isTrue();
    assertThat(block.ignorePublicAcls() && block.restrictPublicBuckets()).isTrue();
    assertThat(
            s3.getBucketOwnershipControls(r -> r.bucket(acme.bucketName()))
                .ownershipControls()
                .rules()
                .getFirst()
                .objectOwnership())
        .isEqualTo(ObjectOwnership.BUCKET_OWNER_ENFORCED);
    assertThat(s3.getBucketPolicy(r -> r.bucket(acme.bucketName())).policy())
        .contains("aws:SecureTransport", "s3:TlsVersion");
  }

  @Test
  void keyRotatesAndIsNamedByItsAlias() {
    var kms = product.aws().kms();
    assertThat(kms.getKeyRotationStatus(r -> r.keyId(acme.keyArn())).keyRotationEnabled()).isTrue();
    assertThat(kms.describeKey(r -> r.keyId("alias/" + acme.tableName())).keyMetadata().arn())
        .isEqualTo(acme.keyArn());
  }

  @Test
  void roleStaysUnderTheBoundaryWithOnePolicyOfItsOwn() {
    var iam = product.aws().iam();
    String name = Objects.requireNonNull(acme.tableName());
    var role = iam.getRole(r -> r.roleName(name)).role();
    assertThat(role.path()).isEqualTo("/foundation/");
    assertThat(role.permissionsBoundary()).isNotNull();
    assertThat(iam.listAttachedRolePolicies(r -> r.roleName(name)).attachedPolicies())
        .singleElement()
        .satisfies(policy -> assertThat(policy.policyName()).isEqualTo(name));
    assertThat(iam.listRolePolicies(r -> r.roleName(name)).policyNames()).isEmpty();
  }

  @Test
  void everythingCarriesItsOwnersTags() {
    var aws = product.aws();
    Map<String, String> owner = Tags.owner("acme-7k2", "foundations.acme", AwsCell.CONTROL_PLANE);
    String table =
        aws.dynamoDb().describeTable(r -> r.tableName(acme.tableName())).table().tableArn();
    assertThat(
            aws.dynamoDb().listTagsOfResource(r -> r.resourceArn(table)).tags().stream()
                .collect(Collectors.toMap(t -> t.key(), t -> t.value())))
        .containsAllEntriesOf(owner);
    assertThat(
            aws.s3().getBucketTagging(r -> r.bucket(acme.bucketName())).tagSet().stream()
                .collect(Collectors.toMap(t -> t.key(), t -> t.value())))
        .containsAllEntriesOf(owner);
    assertThat(
            aws.kms().listResourceTags(r -> r.keyId(acme.keyArn())).tags().stream()
                .collect(Collectors.toMap(t -> t.tagKey(), t -> t.tagValue())))
        .containsAllEntriesOf(owner);
    assertThat(
            aws.iam().listRoleTags(r -> r.roleName(acme.tableName())).tags().stream()
                .collect(Collectors.toMap(t -> t.key(), t -> t.value())))
        .containsAllEntriesOf(owner);
  }
}
