// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foundation.localstack.ack.resource.AckConditions;
import dev.foundation.localstack.ack.resource.AckKind;
import dev.foundation.localstack.ack.resource.AckResource;
import dev.foundation.localstack.ack.resource.AwsAdapter;
import dev.foundation.localstack.ack.resource.RequeueException;
import dev.foundation.localstack.ack.resource.SpecDifferences;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;

/** S3 buckets, known by name; all their settings, and the ARN, come with a later pass. */
public final class BucketAdapter implements AwsAdapter {
  private static final List<String> OBJECTS =
      List.of("encryption", "lifecycle", "ownershipControls", "tagging", "versioning");

  private final S3Client s3;
  private final String region;
  private final BucketSettings settings;

  public BucketAdapter(S3Client s3, String region) {
    this.s3 = s3;
    this.region = region;
    this.settings = new BucketSettings(s3);
  }

  @Override
  public AckKind kind() {
    return AckKind.BUCKET;
  }

  @Override
  public Optional<AckResource> find(AckResource desired) {
    String name = name(desired);
    boolean exists = s3.listBuckets().buckets().stream().map(Bucket::name).anyMatch(name::equals);
    if (!exists) {
      return Optional.empty();
    }
    AckResource observed = desired.copy();
    settings.read(name, observed.spec());
    observed.setArn("arn:aws:s3:::" + name);
    return Optional.of(observed);
  }

  @Override
  public AckResource create(AckResource desired) {
    String location =
        s3.createBucket(
                r -> {
                  r.bucket(name(desired));
                  if (!region.equals("us-east-1")) {
                    r.createBucketConfiguration(c -> c.locationConstraint(region));
                  }
                })
            .location();
    AckResource created = desired.copy();
    created.status().put("location", location);
    new AckConditions(created, Clock.systemUTC())
        .set(AckConditions.SYNCED, "False", "bucket created, requeue for updates", null);
    throw new RequeueException(
        "Reconciling to sync additional fields", Duration.ofSeconds(1), created);
  }

  @Override
  public AckResource update(AckResource desired, AckResource observed, Set<String> changed) {
    settings.write(name(desired), desired.spec(), changed);
    return desired.withStatusOf(observed);
  }

  /** A bucket is never emptied: with objects in it the deletion fails, and is tried again. */
  @Override
  public void delete(AckResource desired, AckResource observed) {
    s3.deleteBucket(r -> r.bucket(name(desired)));
  }

  @Override
  public Set<String> policyFields() {
    return Set.of("policy");
  }

  @Override
  public String adoptionField() {
    return "name";
  }

  @Override
  public Set<String> differences(AckResource desired, AckResource observed) {
    AckResource wanted = desired.copy();
    ObjectNode spec = wanted.spec();
    for (String field : OBJECTS) {
      if (!spec.has(field) && observed.spec().has(field)) {
        spec.set(field, JsonNodeFactory.instance.objectNode());
      }
    }
    JsonNode block = observed.spec().path("publicAccessBlock");
    if (!spec.has("publicAccessBlock") && block.isObject()) {
      spec.set("publicAccessBlock", BucketShapes.noBlock());
    }
    return SpecDifferences.of(this).between(wanted, observed);
  }

  @Override
  public Set<String> lateInitialized() {
    return Set.of("encryption", "ownershipControls");
  }

  @Override
  public Set<String> terminalCodes() {
    return Set.of(
        "PermanentRedirect",
        "InvalidLocationConstraint",
        "MalformedXML",
        "IllegalLocationConstraintException");
  }

  private static String name(AckResource resource) {
    return resource.text("name").orElse("");
  }
}
