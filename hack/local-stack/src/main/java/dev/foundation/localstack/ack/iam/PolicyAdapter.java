// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.iam;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foundation.localstack.ack.resource.AckKind;
import dev.foundation.localstack.ack.resource.AckResource;
import dev.foundation.localstack.ack.resource.AwsAdapter;
import dev.foundation.localstack.ack.resource.TagField;
import dev.foundation.localstack.ack.resource.Timestamps;
import java.net.URLDecoder;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyVersion;

/** IAM managed policies, known by the ARN in their status. */
public final class PolicyAdapter implements AwsAdapter {
  private static final String DOCUMENT = "policyDocument";
  private static final int MOST_VERSIONS = 5;

  private final IamClient iam;

  public PolicyAdapter(IamClient iam) {
    this.iam = iam;
  }

  @Override
  public AckKind kind() {
    return AckKind.POLICY;
  }

  @Override
  public Optional<AckResource> find(AckResource desired) {
    if (desired.arn().isEmpty()) {
      return Optional.empty();
    }
    String arn = desired.arn().get();
    try {
      Policy policy = iam.getPolicy(r -> r.policyArn(arn)).policy();
      AckResource observed = desired.copy();
      describe(policy, observed);
      observed.spec().put(DOCUMENT, document(arn, policy.defaultVersionId()));
      kind().tags().write(observed.spec(), IamTags.map(policy.tags()));
      return Optional.of(observed);
    } catch (NoSuchEntityException e) {
      return Optional.empty();
    }
  }

  @Override
  public AckResource create(AckResource desired) {
    Policy policy =
        iam.createPolicy(r ->
                r.policyName(desired.text("name").orElse(null))
                    .path(desired.text("path").orElse(null))
                    .description(desired.text("description").orElse(null))
                    .policyDocument(desired.text(DOCUMENT).orElse(null))
                    .tags(IamTags.list(kind().tags().read(desired.spec()))))
            .policy();
    AckResource created = desired.copy();
    describe(policy, created);
    return created;
  }

  @Override
  public AckResource update(AckResource desired, AckResource observed, Set<String> changed) {
    String arn = observed.arn().orElseThrow();
    AckResource updated = desired.withStatusOf(observed);
    if (changed.contains("tags")) {
      TagField.settle(
          kind().tags().read(desired.spec()),
          kind().tags().read(observed.spec()),
          gone -> iam.untagPolicy(r -> r.policyArn(arn).tagKeys(gone)),
          wanted -> iam.tagPolicy(r -> r.policyArn(arn).tags(IamTags.list(wanted))));
    }
    if (changed.contains(DOCUMENT)) {
      updated.status().put("defaultVersionID", newVersion(arn, desired));
    }
    return updated;
  }

  @Override
  public void delete(AckResource desired, AckResource observed) {
    String arn = observed.arn().orElseThrow();
    oldVersions(arn)
        .forEach(v -> iam.deletePolicyVersion(r -> r.policyArn(arn).versionId(v.versionId())));
    iam.deletePolicy(r -> r.policyArn(arn));
  }

  @Override
  public Set<String> policyFields() {
    return Set.of(DOCUMENT);
  }

  @Override
  public String adoptionField() {
    return "arn";
  }

  @Override
  public void adopt(AckResource resource, String value) {
    resource.setArn(value);
  }

  @Override
  public Set<String> lateInitialized() {
    return Set.of("path");
  }

  @Override
  public Set<String> terminalCodes() {
    return Set.of("InvalidInput", "MalformedPolicyDocument");
  }

  private void describe(Policy policy, AckResource resource) {
    resource.setArn(policy.arn());
    resource.spec().put("name", policy.policyName()).put("path", policy.path());
    ObjectNode status = resource.status();
    status.put("defaultVersionID", policy.defaultVersionId()).put("policyID", policy.policyId());
    status.put("isAttachable", policy.isAttachable());
    status.put("createDate", Timestamps.text(policy.createDate()));
    status.put("updateDate", Timestamps.text(policy.updateDate()));
  }

  private String document(String arn, String version) {
    return URLDecoder.decode(
        iam.getPolicyVersion(r -> r.policyArn(arn).versionId(version)).policyVersion().document(),
        UTF_8);
  }

  private String newVersion(String arn, AckResource desired) {
    List<PolicyVersion> old = oldVersions(arn);
    if (old.size() + 1 >= MOST_VERSIONS) {
      String oldest = old.getFirst().versionId();
      iam.deletePolicyVersion(r -> r.policyArn(arn).versionId(oldest));
    }
    return iam.createPolicyVersion(r ->
            r.policyArn(arn).policyDocument(desired.text(DOCUMENT).orElse(null)).setAsDefault(true))
        .policyVersion()
        .versionId();
  }

  /** All but the default one, oldest first. */
  private List<PolicyVersion> oldVersions(String arn) {
    return iam.listPolicyVersionsPaginator(r -> r.policyArn(arn)).versions().stream()
        .filter(version -> !version.isDefaultVersion())
        .sorted(Comparator.comparing(PolicyVersion::createDate))
        .toList();
  }
}
