// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.iam;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.foundation.localstack.ack.resource.AckKind;
import dev.foundation.localstack.ack.resource.AckResource;
import dev.foundation.localstack.ack.resource.AwsAdapter;
import dev.foundation.localstack.ack.resource.RequeueException;
import dev.foundation.localstack.ack.resource.TagField;
import dev.foundation.localstack.ack.resource.Timestamps;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;

/** IAM roles, known by name; their managed policies come with the pass after the creation. */
public final class RoleAdapter implements AwsAdapter {
  private static final String TRUST = "assumeRolePolicyDocument";
  private static final String POLICIES = "policies";
  private static final String BOUNDARY = "permissionsBoundary";
  private static final String SESSION = "maxSessionDuration";

  private final IamClient iam;
  private final InlinePolicies inline;

  public RoleAdapter(IamClient iam) {
    this.iam = iam;
    this.inline = new InlinePolicies(iam);
  }

  @Override
  public AckKind kind() {
    return AckKind.ROLE;
  }

  @Override
  public Optional<AckResource> find(AckResource desired) {
    String name = name(desired);
    try {
      Role role = iam.getRole(r -> r.roleName(name)).role();
      AckResource observed = desired.copy();
      describe(role, observed);
      setPolicies(observed.spec(), attached(name), arns(desired));
      inline.read(name, observed.spec());
      kind()
          .tags()
          .write(observed.spec(), IamTags.map(iam.listRoleTags(r -> r.roleName(name)).tags()));
      return Optional.of(observed);
    } catch (NoSuchEntityException e) {
      return Optional.empty();
    }
  }

  @Override
  public AckResource create(AckResource desired) {
    Role role =
        iam.createRole(r ->
                r.roleName(name(desired))
                    .path(desired.text("path").orElse(null))
                    .description(desired.text("description").orElse(null))
                    .assumeRolePolicyDocument(desired.text(TRUST).orElse(null))
                    .permissionsBoundary(desired.text(BOUNDARY).orElse(null))
                    .maxSessionDuration(session(desired))
                    .tags(IamTags.list(kind().tags().read(desired.spec()))))
            .role();
    AckResource created = desired.copy();
    describe(role, created);
    throw new RequeueException(
        "role created, requeuing to trigger updates", Duration.ZERO, created);
  }

  @Override
  public AckResource update(AckResource desired, AckResource observed, Set<String> changed) {
    String name = name(desired);
    if (changed.contains(POLICIES)) {
      updatePolicies(name, arns(desired), arns(observed));
    }
    if (changed.contains(InlinePolicies.FIELD)) {
      inline.settle(name, desired.spec(), observed.spec());
    }
    if (changed.contains("tags")) {
      updateTags(name, desired, observed);
    }
    if (changed.contains(BOUNDARY)) {
      desired
          .text(BOUNDARY)
          .ifPresentOrElse(
              arn -> iam.putRolePermissionsBoundary(r -> r.roleName(name).permissionsBoundary(arn)),
              () -> iam.deleteRolePermissionsBoundary(r -> r.roleName(name)));
    }
    if (changed.contains(TRUST)) {
      iam.updateAssumeRolePolicy(
          r -> r.roleName(name).policyDocument(desired.text(TRUST).orElse(null)));
    }
    if (changed.contains(SESSION) || changed.contains("description")) {
      iam.updateRole(r ->
          r.roleName(name)
              .maxSessionDuration(session(desired))
              .description(desired.text("description").orElse(null)));
    }
    return desired.withStatusOf(observed);
  }

  @Override
  public void delete(AckResource desired, AckResource observed) {
    String name = name(observed);
    updatePolicies(name, Set.of(), arns(observed));
    inline.settle(name, JsonNodeFactory.instance.objectNode(), observed.spec());
    iam.deleteRole(r -> r.roleName(name));
  }

  @Override
  public Set<String> policyFields() {
    return Set.of(TRUST);
  }

  @Override
  public String adoptionField() {
    return "name";
  }

  @Override
  public Set<String> lateInitialized() {
    return Set.of("path", SESSION);
  }

  @Override
  public Set<String> terminalCodes() {
    return Set.of("InvalidInput", "MalformedPolicyDocument");
  }

  private void describe(Role role, AckResource resource) {
    resource.setArn(role.arn());
    ObjectNode spec = resource.spec();
    spec.put("path", role.path());
    if (role.maxSessionDuration() != null) {
      spec.put(SESSION, role.maxSessionDuration());
    }
    spec.put(TRUST, URLDecoder.decode(role.assumeRolePolicyDocument(), UTF_8));
    if (role.permissionsBoundary() == null) {
      spec.remove(BOUNDARY);
    } else {
      spec.put(BOUNDARY, role.permissionsBoundary().permissionsBoundaryArn());
    }
    resource.status().put("roleID", role.roleId());
    resource.status().put("createDate", Timestamps.text(role.createDate()));
  }

  private void updatePolicies(String name, Set<String> wanted, Set<String> attached) {
    wanted.stream()
        .filter(arn -> !attached.contains(arn))
        .forEach(arn -> iam.attachRolePolicy(r -> r.roleName(name).policyArn(arn)));
    attached.stream()
        .filter(arn -> !wanted.contains(arn))
        .forEach(arn -> iam.detachRolePolicy(r -> r.roleName(name).policyArn(arn)));
  }

  private void updateTags(String name, AckResource desired, AckResource observed) {
    TagField.settle(
        kind().tags().read(desired.spec()),
        kind().tags().read(observed.spec()),
        gone -> iam.untagRole(r -> r.roleName(name).tagKeys(gone)),
        wanted -> iam.tagRole(r -> r.roleName(name).tags(IamTags.list(wanted))));
  }

  private Set<String> attached(String name) {
    Set<String> arns = new TreeSet<>();
    iam.listAttachedRolePoliciesPaginator(r -> r.roleName(name)).attachedPolicies().stream()
        .map(AttachedPolicy::policyArn)
        .forEach(arns::add);
    return arns;
  }

  /** In the desired order if they are the same policies, so that order makes no difference. */
  private static void setPolicies(ObjectNode spec, Set<String> attached, Set<String> desired) {
    if (attached.isEmpty()) {
      spec.remove(POLICIES);
    } else if (!attached.equals(desired)) {
      ArrayNode list = spec.putArray(POLICIES);
      attached.forEach(list::add);
    }
  }

  private static Set<String> arns(AckResource resource) {
    Set<String> arns = new TreeSet<>();
    for (JsonNode arn : resource.spec().path(POLICIES)) {
      arns.add(arn.asText());
    }
    return arns;
  }

  private static Integer session(AckResource resource) {
    return resource.spec().path(SESSION).asInt(3600);
  }

  private static String name(AckResource resource) {
    return resource.text("name").orElse("");
  }
}
