// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws;

import dev.foundation.operator.plan.WorkspacePlan;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Erases one workspace's resources, each method one kind; every method may be called again after a
 * crash. Only what was seen to be the workspace's own may be given to it.
 */
public final class Erasure implements AutoCloseable {

  private final AwsClients.InRegion aws;
  private final WorkspacePlan plan;
  private final SdkAutoCloseable session;
  private final String bucket;

  Erasure(AwsClients clients, WorkspacePlan plan, SdkAutoCloseable session) {
    this.aws = clients.in(plan.names().cell().region());
    this.plan = plan;
    this.session = session;
    this.bucket = plan.names().bucket();
  }

  /** Takes every policy from the role and deletes it. */
  public void role() {
    String role = plan.names().role();
    IamClient iam = aws.iam();
    AwsFailure.translate(() -> {
      iam.listAttachedRolePoliciesPaginator(r -> r.roleName(role))
          .attachedPolicies()
          .forEach(
              policy -> iam.detachRolePolicy(r -> r.roleName(role).policyArn(policy.policyArn())));
      iam.listRolePoliciesPaginator(r -> r.roleName(role))
          .policyNames()
          .forEach(policy -> iam.deleteRolePolicy(r -> r.roleName(role).policyName(policy)));
      return iam.deleteRole(r -> r.roleName(role));
    });
  }

  /** Deletes the policy with its old versions. */
  public void policy() {
    String arn = plan.names().policyArn();
    IamClient iam = aws.iam();
    AwsFailure.translate(() -> {
      iam.listPolicyVersionsPaginator(r -> r.policyArn(arn)).versions().stream()
          .filter(version -> !version.isDefaultVersion())
          .forEach(version ->
              iam.deletePolicyVersion(r -> r.policyArn(arn).versionId(version.versionId())));
      return iam.deletePolicy(r -> r.policyArn(arn));
    });
  }

  /**
   * Deletes up to a thousand object versions, and the bucket once none is left.
   *
   * @return true once the bucket is deleted
   */
  public boolean bucket() {
    return AwsFailure.translate(() -> {
      openBucket();
      abortUploads();
      if (deleteVersions()) {
        return false;
      }
      aws.s3().deleteBucket(r -> r.bucket(bucket).expectedBucketOwner(account()));
      return true;
    });
  }

  /** The bucket's policy keeps everyone but the workspace's role from its objects until now. */
  private void openBucket() {
    aws.s3()
        .putBucketPolicy(
            r -> r.bucket(bucket).expectedBucketOwner(account()).policy(plan.erasedBucketPolicy()));
  }

  private void abortUploads() {
    S3Client s3 = aws.s3();
    s3.listMultipartUploadsPaginator(r -> r.bucket(bucket).expectedBucketOwner(account()))
        .uploads()
        .forEach(upload ->
            s3.abortMultipartUpload(r ->
                r.bucket(bucket)
                    .expectedBucketOwner(account())
                    .key(upload.key())
                    .uploadId(upload.uploadId())));
  }

  /** Deletes the first page of versions and delete markers; false if there was none. */
  private boolean deleteVersions() {
    ListObjectVersionsResponse page =
        aws.s3().listObjectVersions(r -> r.bucket(bucket).expectedBucketOwner(account()));
    List<ObjectIdentifier> versions =
        Stream.concat(
                page.versions().stream().map(v -> version(v.key(), v.versionId())),
                page.deleteMarkers().stream().map(m -> version(m.key(), m.versionId())))
            .toList();
    if (versions.isEmpty()) {
      return false;
    }
    DeleteObjectsResponse answer =
        aws.s3()
            .deleteObjects(r ->
                r.bucket(bucket)
                    .expectedBucketOwner(account())
                    .delete(d -> d.objects(versions).quiet(true)));
    if (answer.hasErrors()) {
      throw refused(answer);
    }
    return true;
  }

  /** S3 answers 200 where it kept some or all; the first says why, without the object's name. */
  private static AwsServiceException refused(DeleteObjectsResponse answer) {
    S3Error first = answer.errors().getFirst();
    AwsErrorDetails details =
        AwsErrorDetails.builder()
            .serviceName("S3")
            .errorCode(first.code())
            .errorMessage(
                "%s (%d object versions were not deleted)"
                    .formatted(first.message(), answer.errors().size()))
            .build();
    return S3Exception.builder()
        .awsErrorDetails(details)
        .requestId(answer.responseMetadata().requestId())
        .build();
  }

  /** Starts the table's deletion; its protection was switched off in the spec. */
  public void table(String name) {
    DynamoDbClient dynamodb = aws.dynamodb();
    AwsFailure.translate(() -> {
      TableDescription table = dynamodb.describeTable(r -> r.tableName(name)).table();
      if (table.tableStatus() == TableStatus.DELETING) {
        return table;
      }
      if (Boolean.TRUE.equals(table.deletionProtectionEnabled())) {
        dynamodb.updateTable(r -> r.tableName(name).deletionProtectionEnabled(false));
      }
      return dynamodb.deleteTable(r -> r.tableName(name)).tableDescription();
    });
  }

  /** Deletes the alias and schedules the end of the key; harmless if that was done. */
  public void key(int windowInDays) {
    KmsClient kms = aws.kms();
    AwsFailure.translate(() -> {
      try {
        kms.deleteAlias(r -> r.aliasName(plan.names().alias()));
      } catch (NotFoundException e) {
        // Deleted before.
      }
      String arn = plan.knownKeyArn();
      if (kms.describeKey(r -> r.keyId(arn)).keyMetadata().keyState()
          == KeyState.PENDING_DELETION) {
        return arn;
      }
      return kms.scheduleKeyDeletion(r -> r.keyId(arn).pendingWindowInDays(windowInDays)).keyId();
    });
  }

  /** Forgets the session. */
  @Override
  public void close() {
    session.close();
  }

  private String account() {
    return plan.names().cell().account();
  }

  private static ObjectIdentifier version(String key, String id) {
    return ObjectIdentifier.builder().key(key).versionId(id).build();
  }
}
