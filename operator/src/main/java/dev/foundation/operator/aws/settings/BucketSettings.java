// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foundation.operator.aws.AwsFailure;
import dev.foundation.operator.plan.WorkspacePlan;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** What protects a bucket, each setting by a call of its own; also refused if it is another's. */
record BucketSettings(S3Client s3, String bucket, String account) {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int NOT_FOUND = 404;
  private static final String GONE = "NoSuchBucket";
  private static final String RULES = "rules";

  BucketSettings(S3Client s3, WorkspacePlan plan) {
    this(s3, plan.names().bucket(), plan.names().cell().account());
  }

  Optional<ObjectNode> read() {
    ObjectNode found = JSON.objectNode();
    return AwsFailure.translate(() -> {
      try {
        found.set("policy", present(this::policy));
        found.set("encryption", present(this::encryption));
        found.set("publicAccessBlock", present(this::publicAccessBlock));
        found.set("versioning", versioning());
        found.set("lifecycle", present(this::lifecycle));
        found.set("ownershipControls", present(this::ownership));
        return Optional.of(found);
      } catch (S3Exception e) {
        if (GONE.equals(e.awsErrorDetails().errorCode())) {
          return Optional.empty();
        }
        return Optional.of(Denied.among(found, e));
      }
    });
  }

  private JsonNode policy() {
    return JSON.textNode(
        s3.getBucketPolicy(r -> r.bucket(bucket).expectedBucketOwner(account)).policy());
  }

  private JsonNode encryption() {
    var rules =
        s3.getBucketEncryption(r -> r.bucket(bucket).expectedBucketOwner(account))
            .serverSideEncryptionConfiguration()
            .rules();
    return rules(rules.stream().map(BucketSettings::encryption).toList());
  }

  private static JsonNode encryption(ServerSideEncryptionRule rule) {
    ObjectNode node = JSON.objectNode();
    node.putObject("applyServerSideEncryptionByDefault")
        .put("sseAlgorithm", rule.applyServerSideEncryptionByDefault().sseAlgorithmAsString())
        .put("kmsMasterKeyID", rule.applyServerSideEncryptionByDefault().kmsMasterKeyID());
    return node.put("bucketKeyEnabled", Boolean.TRUE.equals(rule.bucketKeyEnabled()));
  }

  private JsonNode publicAccessBlock() {
    PublicAccessBlockConfiguration block =
        s3.getPublicAccessBlock(r -> r.bucket(bucket).expectedBucketOwner(account))
            .publicAccessBlockConfiguration();
    return JSON.objectNode()
        .put("blockPublicACLs", block.blockPublicAcls())
        .put("blockPublicPolicy", block.blockPublicPolicy())
        .put("ignorePublicACLs", block.ignorePublicAcls())
        .put("restrictPublicBuckets", block.restrictPublicBuckets());
  }

  private JsonNode versioning() {
    return JSON.objectNode()
        .put(
            "status",
            s3.getBucketVersioning(r -> r.bucket(bucket).expectedBucketOwner(account))
                .statusAsString());
  }

  private JsonNode lifecycle() {
    var rules =
        s3.getBucketLifecycleConfiguration(r -> r.bucket(bucket).expectedBucketOwner(account))
            .rules();
    return rules(rules.stream().map(BucketSettings::lifecycle).toList());
  }

  /** A rule that does anything beside what ours do is marked, so that it equals none of ours. */
  private static JsonNode lifecycle(LifecycleRule rule) {
    ObjectNode node = JSON.objectNode().put("id", rule.id()).put("status", rule.statusAsString());
    String prefix = rule.filter() == null ? null : rule.filter().prefix();
    node.putObject("filter").put("prefix", prefix == null ? "" : prefix);
    var uploads = rule.abortIncompleteMultipartUpload();
    if (uploads != null) {
      node.putObject("abortIncompleteMultipartUpload")
          .put("daysAfterInitiation", uploads.daysAfterInitiation());
    }
    var versions = rule.noncurrentVersionExpiration();
    if (versions != null) {
      node.putObject("noncurrentVersionExpiration")
          .put("noncurrentDays", versions.noncurrentDays());
    }
    LifecycleRule known =
        LifecycleRule.builder()
            .id(rule.id())
            .status(rule.status())
            .filter(rule.filter())
            .abortIncompleteMultipartUpload(uploads)
            .noncurrentVersionExpiration(versions)
            .build();
    return known.equalsBySdkFields(rule) ? node : node.put("more", true);
  }

  private JsonNode ownership() {
    var rules =
        s3.getBucketOwnershipControls(r -> r.bucket(bucket).expectedBucketOwner(account))
            .ownershipControls()
            .rules();
    return rules(
        rules.stream()
            .map(rule -> JSON.objectNode().put("objectOwnership", rule.objectOwnershipAsString()))
            .toList());
  }

  private static JsonNode rules(Iterable<? extends JsonNode> rules) {
    ObjectNode node = JSON.objectNode();
    ArrayNode list = node.putArray(RULES);
    rules.forEach(list::add);
    return node;
  }

  /** Null where S3 says that the setting, not the bucket, is not there. */
  private static @Nullable JsonNode present(Supplier<JsonNode> call) {
    try {
      return call.get();
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND && !GONE.equals(e.awsErrorDetails().errorCode())) {
        return null;
      }
      throw e;
    }
  }
}
