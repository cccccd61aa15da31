// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foundation.localstack.ack.resource.AckKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A bucket's settings, each with calls of its own. */
final class BucketSettings {
  private static final int NOT_FOUND = 404;
  private final S3Client s3;

  BucketSettings(S3Client s3) {
    this.s3 = s3;
  }

  /** Replaces the settings in a spec by those the bucket has. */
  void read(String bucket, ObjectNode spec) {
    set(spec, "encryption", encryption(bucket));
    set(spec, "lifecycle", lifecycle(bucket));
    set(spec, "ownershipControls", ownership(bucket));
    set(
        spec,
        "policy",
        present(() -> s3.getBucketPolicy(r -> r.bucket(bucket)).policy())
            .map(JsonNodeFactory.instance::textNode));
    set(
        spec,
        "publicAccessBlock",
        present(() ->
                s3.getPublicAccessBlock(r -> r.bucket(bucket)).publicAccessBlockConfiguration())
            .map(BucketShapes::block));
    String versioning = s3.getBucketVersioning(r -> r.bucket(bucket)).statusAsString();
    set(spec, "versioning", Optional.ofNullable(versioning).map(v -> node().put("status", v)));
    Map<String, String> tags = new LinkedHashMap<>();
    present(() -> s3.getBucketTagging(r -> r.bucket(bucket)).tagSet())
        .ifPresent(all -> all.forEach(tag -> tags.put(tag.key(), tag.value())));
    AckKind.BUCKET.tags().write(spec, tags);
  }

  /** Writes the changed settings, the public access block before the policy. */
  void write(String bucket, ObjectNode spec, Set<String> changed) {
    when(changed, "encryption", () -> writeEncryption(bucket, spec.path("encryption")));
    when(changed, "lifecycle", () -> writeLifecycle(bucket, spec.path("lifecycle")));
    when(changed, "ownershipControls", () -> writeOwnership(bucket, spec));
    when(changed, "publicAccessBlock", () -> writeBlock(bucket, spec.path("publicAccessBlock")));
    when(changed, "policy", () -> writePolicy(bucket, spec.path("policy").textValue()));
    when(changed, "tagging", () -> writeTags(bucket, spec.path("tagging")));
    when(changed, "versioning", () -> writeVersioning(bucket, spec.path("versioning")));
  }

  private Optional<ObjectNode> encryption(String bucket) {
    return present(() ->
            s3.getBucketEncryption(r -> r.bucket(bucket))
                .serverSideEncryptionConfiguration()
                .rules())
        .map(BucketShapes::encryption);
  }

  private Optional<ObjectNode> lifecycle(String bucket) {
    return present(() -> s3.getBucketLifecycleConfiguration(r -> r.bucket(bucket)).rules())
        .map(BucketShapes::lifecycle);
  }

  private Optional<ObjectNode> ownership(String bucket) {
    return present(
            () -> s3.getBucketOwnershipControls(r -> r.bucket(bucket)).ownershipControls().rules())
        .map(rules -> {
          ObjectNode result = node();
          rules.forEach(rule ->
              result
                  .withArray("/rules")
                  .addObject()
                  .put("objectOwnership", rule.objectOwnershipAsString()));
          return result;
        });
  }

  private void writeEncryption(String bucket, JsonNode encryption) {
    var rules = BucketShapes.encryption(encryption);
    if (rules.isEmpty()) {
      s3.deleteBucketEncryption(r -> r.bucket(bucket));
    } else {
      s3.putBucketEncryption(
          r -> r.bucket(bucket).serverSideEncryptionConfiguration(c -> c.rules(rules)));
    }
  }

  private void writeLifecycle(String bucket, JsonNode lifecycle) {
    var rules = BucketShapes.lifecycle(lifecycle);
    if (rules.isEmpty()) {
      s3.deleteBucketLifecycle(r -> r.bucket(bucket));
    } else {
      s3.putBucketLifecycleConfiguration(
          r -> r.bucket(bucket).lifecycleConfiguration(c -> c.rules(rules)));
    }
  }

  private void writeOwnership(String bucket, ObjectNode spec) {
    String ownership = spec.at("/ownershipControls/rules/0/objectOwnership").textValue();
    if (ownership == null) {
      s3.deleteBucketOwnershipControls(r -> r.bucket(bucket));
      return;
    }
    var rule = OwnershipControlsRule.builder().objectOwnership(ownership).build();
    s3.putBucketOwnershipControls(
        r -> r.bucket(bucket).ownershipControls(c -> c.rules(List.of(rule))));
  }

  private void writeBlock(String bucket, JsonNode block) {
    s3.putPublicAccessBlock(
        r -> r.bucket(bucket).publicAccessBlockConfiguration(BucketShapes.block(block)));
  }

  private void writePolicy(String bucket, @Nullable String policy) {
    if (policy == null) {
      s3.deleteBucketPolicy(r -> r.bucket(bucket));
    } else {
      s3.putBucketPolicy(r -> r.bucket(bucket).policy(policy));
    }
  }

  private void writeTags(String bucket, JsonNode tagging) {
    var tags = BucketShapes.tags(tagging);
    if (tags.isEmpty()) {
      s3.deleteBucketTagging(r -> r.bucket(bucket));
    } else {
      s3.putBucketTagging(r -> r.bucket(bucket).tagging(t -> t.tagSet(tags)));
    }
  }

  /** Replication needs versioning, so ACK removes any before it changes that. */
  private void writeVersioning(String bucket, JsonNode versioning) {
    s3.deleteBucketReplication(r -> r.bucket(bucket));
    String status = versioning.path("status").asText("Suspended");
    s3.putBucketVersioning(r -> r.bucket(bucket).versioningConfiguration(v -> v.status(status)));
  }

  /** Answers nothing where S3 says that the setting, not the bucket, is not there. */
  private static <T> Optional<T> present(Supplier<@Nullable T> call) {
    try {
      return Optional.ofNullable(call.get());
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND && !"NoSuchBucket".equals(e.awsErrorDetails().errorCode())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static void when(Set<String> changed, String field, Runnable write) {
    if (changed.contains(field)) {
      write.run();
    }
  }

  private static void set(ObjectNode spec, String field, Optional<? extends JsonNode> value) {
    value.ifPresentOrElse(node -> spec.set(field, node), () -> spec.remove(field));
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }
}
