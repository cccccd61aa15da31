// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foundation.localstack.ack.resource.AckKind;
import dev.foundation.localstack.ack.resource.AckResource;
import dev.foundation.localstack.ack.resource.AwsAdapter;
import dev.foundation.localstack.ack.resource.TagField;
import dev.foundation.localstack.ack.resource.Timestamps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.Tag;

/** KMS keys, known by the key id in their status. */
public final class KeyAdapter implements AwsAdapter {
  private static final String PENDING_WINDOW = "kms.services.k8s.aws/pending-window-in-days";
  private static final int SHORTEST_WINDOW = 7;
  private static final String POLICY = "policy";
  private static final String ROTATION = "enableKeyRotation";
  private static final String KEY_ID = "keyID";

  private final KmsClient kms;

  public KeyAdapter(KmsClient kms) {
    this.kms = kms;
  }

  @Override
  public AckKind kind() {
    return AckKind.KEY;
  }

  @Override
  public Optional<AckResource> find(AckResource desired) {
    String id = desired.status().path(KEY_ID).asText();
    if (id.isEmpty()) {
      return Optional.empty();
    }
    KeyMetadata key = kms.describeKey(r -> r.keyId(id)).keyMetadata();
    AckResource observed = desired.copy();
    describe(key, observed);
    ObjectNode spec = observed.spec();
    spec.put("description", key.description());
    spec.put(POLICY, policy(id));
    spec.put(ROTATION, kms.getKeyRotationStatus(r -> r.keyId(id)).keyRotationEnabled());
    kind().tags().write(spec, tags(id));
    return Optional.of(observed);
  }

  @Override
  public AckResource create(AckResource desired) {
    ObjectNode spec = desired.spec();
    KeyMetadata key =
        kms.createKey(r ->
                r.description(desired.text("description").orElse(null))
                    .policy(desired.text(POLICY).orElse(null))
                    .bypassPolicyLockoutSafetyCheck(bypass(spec))
                    .tags(sdkTags(kind().tags().read(spec))))
            .keyMetadata();
    AckResource created = desired.copy();
    describe(key, created);
    created.spec().put("description", key.description());
    created.spec().put(POLICY, policy(key.keyId()));
    rotate(key.keyId(), spec.path(ROTATION).asBoolean());
    return created;
  }

  @Override
  public AckResource update(AckResource desired, AckResource observed, Set<String> changed) {
    String id = observed.status().path(KEY_ID).asText();
    AckResource updated = desired.withStatusOf(observed);
    if (changed.contains(POLICY)) {
      desired
          .text(POLICY)
          .ifPresent(policy ->
              kms.putKeyPolicy(r ->
                  r.keyId(id)
                      .policyName("default")
                      .policy(policy)
                      .bypassPolicyLockoutSafetyCheck(bypass(desired.spec()))));
    }
    if (changed.contains("tags")) {
      updateTags(id, kind().tags().read(desired.spec()));
    }
    if (changed.contains(ROTATION)) {
      rotate(id, desired.spec().path(ROTATION).asBoolean());
    }
    return updated;
  }

  @Override
  public void delete(AckResource desired, AckResource observed) {
    int days = desired.annotation(PENDING_WINDOW).map(KeyAdapter::days).orElse(SHORTEST_WINDOW);
    String id = observed.status().path(KEY_ID).asText();
    kms.scheduleKeyDeletion(r -> r.keyId(id).pendingWindowInDays(days));
  }

  @Override
  public Set<String> policyFields() {
    return Set.of(POLICY);
  }

  @Override
  public String adoptionField() {
    return KEY_ID;
  }

  @Override
  public void adopt(AckResource resource, String value) {
    resource.status().put(KEY_ID, value);
  }

  private void describe(KeyMetadata key, AckResource resource) {
    resource.setArn(key.arn());
    ObjectNode status = resource.status();
    status.put("awsAccountID", key.awsAccountId()).put(KEY_ID, key.keyId());
    status.put("enabled", key.enabled()).put("keyState", key.keyStateAsString());
    status.put("keyManager", key.keyManagerAsString());
    status.put("creationDate", Timestamps.text(key.creationDate()));
    status.put("deletionDate", Timestamps.text(key.deletionDate()));
    ObjectNode spec = resource.spec();
    spec.put("keySpec", key.keySpecAsString()).put("keyUsage", key.keyUsageAsString());
    spec.put("origin", key.originAsString()).put("multiRegion", key.multiRegion());
  }

  private void rotate(String id, boolean wanted) {
    boolean enabled = kms.getKeyRotationStatus(r -> r.keyId(id)).keyRotationEnabled();
    if (wanted && !enabled) {
      kms.enableKeyRotation(r -> r.keyId(id));
    } else if (!wanted && enabled) {
      kms.disableKeyRotation(r -> r.keyId(id));
    }
  }

  private void updateTags(String id, Map<String, String> wanted) {
    TagField.settle(
        wanted,
        tags(id),
        gone -> kms.untagResource(r -> r.keyId(id).tagKeys(gone)),
        all -> kms.tagResource(r -> r.keyId(id).tags(sdkTags(all))));
  }

  private Map<String, String> tags(String id) {
    Map<String, String> tags = new LinkedHashMap<>();
    kms.listResourceTagsPaginator(r -> r.keyId(id))
        .tags()
        .forEach(tag -> tags.put(tag.tagKey(), tag.tagValue()));
    return tags;
  }

  private String policy(String id) {
    return kms.getKeyPolicy(r -> r.keyId(id).policyName("default")).policy();
  }

  private static boolean bypass(ObjectNode spec) {
    return spec.path("bypassPolicyLockoutSafetyCheck").asBoolean();
  }

  private static int days(String annotation) {
    try {
      return Integer.parseInt(annotation);
    } catch (NumberFormatException e) {
      return SHORTEST_WINDOW;
    }
  }

  private static List<Tag> sdkTags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().tagKey(tag.getKey()).tagValue(tag.getValue()).build())
        .toList();
  }
}
