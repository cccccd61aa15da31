// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Tag;

/** A bucket's settings, between the custom resource's JSON and the SDK. */
final class BucketShapes {
  private static final String DEFAULT = "applyServerSideEncryptionByDefault";
  private static final String NONCURRENT = "noncurrentVersionExpiration";
  private static final String ABORT = "abortIncompleteMultipartUpload";

  private BucketShapes() {}

  static ObjectNode noBlock() {
    return block(PublicAccessBlockConfiguration.builder().build());
  }

  static ObjectNode block(PublicAccessBlockConfiguration block) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("blockPublicACLs", Boolean.TRUE.equals(block.blockPublicAcls()))
        .put("blockPublicPolicy", Boolean.TRUE.equals(block.blockPublicPolicy()))
        .put("ignorePublicACLs", Boolean.TRUE.equals(block.ignorePublicAcls()))
        .put("restrictPublicBuckets", Boolean.TRUE.equals(block.restrictPublicBuckets()));
  }

  static PublicAccessBlockConfiguration block(JsonNode block) {
    return PublicAccessBlockConfiguration.builder()
        .blockPublicAcls(block.path("blockPublicACLs").asBoolean())
        .blockPublicPolicy(block.path("blockPublicPolicy").asBoolean())
        .ignorePublicAcls(block.path("ignorePublicACLs").asBoolean())
        .restrictPublicBuckets(block.path("restrictPublicBuckets").asBoolean())
        .build();
  }

  static ObjectNode encryption(List<ServerSideEncryptionRule> rules) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    ArrayNode list = result.putArray("rules");
    for (ServerSideEncryptionRule rule : rules) {
      ObjectNode item = list.addObject();
      var by = rule.applyServerSideEncryptionByDefault();
      ObjectNode node = item.putObject(DEFAULT).put("sseAlgorithm", by.sseAlgorithmAsString());
      if (by.kmsMasterKeyID() != null) {
        node.put("kmsMasterKeyID", by.kmsMasterKeyID());
      }
      if (rule.bucketKeyEnabled() != null) {
        item.put("bucketKeyEnabled", rule.bucketKeyEnabled());
      }
    }
    return result;
  }

  static List<ServerSideEncryptionRule> encryption(JsonNode encryption) {
    return items(encryption.path("rules")).stream()
        .map(rule ->
            ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(d ->
                    d.sseAlgorithm(rule.path(DEFAULT).path("sseAlgorithm").textValue())
                        .kmsMasterKeyID(rule.path(DEFAULT).path("kmsMasterKeyID").textValue()))
                .bucketKeyEnabled(rule.path("bucketKeyEnabled").asBoolean())
                .build())
        .toList();
  }

  static ObjectNode lifecycle(List<LifecycleRule> rules) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    ArrayNode list = result.putArray("rules");
    for (LifecycleRule rule : rules) {
      ObjectNode item = list.addObject().put("id", rule.id()).put("status", rule.statusAsString());
      if (rule.filter() != null) {
        String prefix = rule.filter().prefix();
        item.putObject("filter").put("prefix", prefix == null ? "" : prefix);
      }
      if (rule.noncurrentVersionExpiration() != null) {
        var days = rule.noncurrentVersionExpiration().noncurrentDays();
        item.putObject(NONCURRENT).put("noncurrentDays", days);
      }
      if (rule.expiration() != null && rule.expiration().days() != null) {
        item.putObject("expiration").put("days", rule.expiration().days());
      } else if (rule.expiration() != null) {
        Boolean marker = rule.expiration().expiredObjectDeleteMarker();
        item.putObject("expiration").put("expiredObjectDeleteMarker", marker);
      }
      if (rule.abortIncompleteMultipartUpload() != null) {
        var days = rule.abortIncompleteMultipartUpload().daysAfterInitiation();
        item.putObject(ABORT).put("daysAfterInitiation", days);
      }
    }
    return result;
  }

  static List<LifecycleRule> lifecycle(JsonNode lifecycle) {
    return items(lifecycle.path("rules")).stream().map(BucketShapes::rule).toList();
  }

  static List<Tag> tags(JsonNode tagging) {
    return items(tagging.path("tagSet")).stream()
        .map(tag ->
            Tag.builder().key(tag.path("key").asText()).value(tag.path("value").asText()).build())
        .toList();
  }

  private static LifecycleRule rule(JsonNode rule) {
    LifecycleRule.Builder builder =
        LifecycleRule.builder()
            .id(rule.path("id").textValue())
            .status(rule.path("status").textValue())
            .filter(
                LifecycleRuleFilter.builder()
                    .prefix(rule.path("filter").path("prefix").asText())
                    .build());
    JsonNode expiration = rule.path("expiration");
    if (expiration.has("days")) {
      builder.expiration(e -> e.days(expiration.path("days").asInt()));
    } else if (expiration.has("expiredObjectDeleteMarker")) {
      builder.expiration(e ->
          e.expiredObjectDeleteMarker(expiration.path("expiredObjectDeleteMarker").asBoolean()));
    }
    if (rule.has(NONCURRENT)) {
      int days = rule.path(NONCURRENT).path("noncurrentDays").asInt();
      builder.noncurrentVersionExpiration(e -> e.noncurrentDays(days));
    }
    if (rule.has(ABORT)) {
      int days = rule.path(ABORT).path("daysAfterInitiation").asInt();
      builder.abortIncompleteMultipartUpload(a -> a.daysAfterInitiation(days));
    }
    return builder.build();
  }

  private static List<JsonNode> items(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).toList();
  }
}
