// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foundation.operator.aws.Found;
import dev.foundation.operator.aws.Inventory;
import dev.foundation.operator.aws.settings.LiveSettings;
import dev.foundation.operator.dependents.ack.Bucket;
import dev.foundation.operator.dependents.flow.AckDependentResource;
import dev.foundation.operator.dependents.flow.DriftWatch;
import dev.foundation.operator.dependents.flow.Step;
import dev.foundation.operator.plan.WorkspacePlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bucket of file contents. */
public final class BucketDependentResource extends AckDependentResource<Bucket> {

  /** Where S3 takes no location constraint. */
  private static final String DEFAULT_REGION = "us-east-1";

  private static final int UNFINISHED_UPLOAD_DAYS = 7;

  private final Inventory inventory;
  private final LiveSettings live;

  public BucketDependentResource(Inventory inventory, LiveSettings live, DriftWatch watch) {
    super(Bucket.class, Step.BUCKET, watch);
    this.inventory = inventory;
    this.live = live;
  }

  @Override
  public Bucket desired(WorkspacePlan plan) {
    Bucket bucket = new Bucket();
    bucket.setMetadata(metadata(plan, "{\"name\":\"" + plan.names().bucket() + "\"}"));
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("name", plan.names().bucket());
    String region = plan.names().cell().region();
    if (!DEFAULT_REGION.equals(region)) {
      spec.put("createBucketConfiguration", Map.of("locationConstraint", region));
    }
    spec.put("encryption", Map.of("rules", List.of(encryption(plan))));
    spec.put("versioning", Map.of("status", "Enabled"));
    spec.put(
        "publicAccessBlock",
        Map.of(
            "blockPublicACLs", true,
            "blockPublicPolicy", true,
            "ignorePublicACLs", true,
            "restrictPublicBuckets", true));
    spec.put(
        "ownershipControls",
        Map.of("rules", List.of(Map.of("objectOwnership", "BucketOwnerEnforced"))));
    spec.put("policy", plan.bucketPolicy());
    spec.put("lifecycle", Map.of("rules", List.of(lifecycle(plan))));
    spec.put("tagging", Map.of("tagSet", tags(plan)));
    bucket.setSpec(spec);
    return bucket;
  }

  @Override
  protected Found existing(WorkspacePlan plan) {
    return inventory.bucket(plan);
  }

  @Override
  protected Optional<ObjectNode> live(WorkspacePlan plan) {
    return live.bucket(plan);
  }

  private static Map<String, Object> encryption(WorkspacePlan plan) {
    return Map.of(
        "applyServerSideEncryptionByDefault",
        Map.of("sseAlgorithm", "aws:kms", "kmsMasterKeyID", plan.knownKeyArn()),
        "bucketKeyEnabled",
        true);
  }

  private static Map<String, Object> lifecycle(WorkspacePlan plan) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("id", "foundation");
    rule.put("status", "Enabled");
    rule.put("filter", Map.of("prefix", ""));
    rule.put(
        "abortIncompleteMultipartUpload", Map.of("daysAfterInitiation", UNFINISHED_UPLOAD_DAYS));
    Integer days = plan.spec().bucket().noncurrentVersionExpirationDays();
    if (days != null) {
      rule.put("noncurrentVersionExpiration", Map.of("noncurrentDays", days));
    }
    return rule;
  }
}
