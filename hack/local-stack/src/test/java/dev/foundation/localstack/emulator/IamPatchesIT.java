// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.emulator;

import static dev.foundation.localstack.emulator.Sandbox.ADMINISTRATOR;
import static dev.foundation.localstack.emulator.Sandbox.TRUST_ACCOUNT;
import static dev.foundation.localstack.emulator.Sandbox.allow;
import static dev.foundation.localstack.emulator.Sandbox.allowIf;
import static dev.foundation.localstack.emulator.Sandbox.assume;
import static dev.foundation.localstack.emulator.Sandbox.client;
import static dev.foundation.localstack.emulator.Sandbox.policy;
import static dev.foundation.localstack.emulator.Sandbox.role;
import static dev.foundation.localstack.emulator.Sandbox.sessionWith;
import static dev.foundation.localstack.emulator.Sandbox.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.sts.StsClient;

class IamPatchesIT {

  private static final String ROLES = "arn:aws:iam::000000000000:role/foundation/";

  private final IamClient administrator = Sandbox.iam();

  @Test
  void substitutesVariablesInResources() {
    Role role =
        role(TRUST_ACCOUNT, policy(allow("iam:GetRole", ROLES + "${aws:PrincipalTag/mine}")));
    Role mine = role(TRUST_ACCOUNT, policy(allow("s3:GetObject", "*")));
    Role other = role(TRUST_ACCOUNT, policy(allow("s3:GetObject", "*")));
    administrator.tagRole(
        request -> request.roleName(role.roleName()).tags(tag("mine", mine.roleName())));

    IamClient session = client(IamClient.builder(), assume(role, ADMINISTRATOR));
    assertThat(session.getRole(request -> request.roleName(mine.roleName())).role().arn())
        .isEqualTo(mine.arn());
    assertThatThrownBy(() -> session.getRole(request -> request.roleName(other.roleName())))
        .hasMessageContaining("not authorized");
  }

  @Test
  void substitutesVariablesInConditions() {
    String condition =
        """
        {"StringEquals":{"aws:RequestTag/owner":"${aws:PrincipalTag/owner}"}}
        """;
    Role role = role(TRUST_ACCOUNT, policy(allowIf("iam:CreateRole", "*", condition)));
    administrator.tagRole(request -> request.roleName(role.roleName()).tags(tag("owner", "acme")));
    IamClient session = client(IamClient.builder(), assume(role, ADMINISTRATOR));

    session.createRole(newRole().tags(tag("owner", "acme")).build());
    assertThatThrownBy(() -> session.createRole(newRole().tags(tag("owner", "globex")).build()))
        .hasMessageContaining("not authorized");
  }

  @Test
  void aSessionIsItsRoleForPrincipalArnConditions() {
    String mayAssume = policy(allow("sts:AssumeRole", "*"));
    Role server = role(TRUST_ACCOUNT, mayAssume);
    Role impostor = role(TRUST_ACCOUNT, mayAssume);
    Role workspace = role(trustOnly(server), policy(allow("s3:GetObject", "*")));

    assertThat(assumeAs(workspace, assume(server, ADMINISTRATOR), "id-1")).isNotNull();
    assertThatThrownBy(() -> assumeAs(workspace, assume(impostor, ADMINISTRATOR), "id-1"))
        .hasMessageContaining("not authorized");
    assertThatThrownBy(() -> assumeAs(workspace, assume(server, ADMINISTRATOR), "id-2"))
        .hasMessageContaining("not authorized");
  }

  @Test
  void createsRolesOnlyWithTheBoundary() {
    String boundary = managedPolicy("/", policy(allow("s3:*", "*")));
    String condition =
        "{\"StringEquals\":{\"iam:PermissionsBoundary\":\"%s\"}}".formatted(boundary);
    IamClient limited =
        client(IamClient.builder(), sessionWith(allowIf("iam:CreateRole", ROLES + "*", condition)));

    limited.createRole(newRole().permissionsBoundary(boundary).build());
    assertThatThrownBy(() -> limited.createRole(newRole().build()))
        .hasMessageContaining("not authorized");
  }

  @Test
  void changesOnlyRolesThatCarryTheBoundary() {
    String boundary = managedPolicy("/", policy(allow("s3:*", "*")));
    String condition =
        "{\"StringEquals\":{\"iam:PermissionsBoundary\":\"%s\"}}".formatted(boundary);
    IamClient limited =
        client(
            IamClient.builder(), sessionWith(allowIf("iam:PutRolePolicy", ROLES + "*", condition)));
    Role bounded = administrator.createRole(newRole().permissionsBoundary(boundary).build()).role();
    Role free = administrator.createRole(newRole().build()).role();

    putPolicy(limited, bounded);
    assertThatThrownBy(() -> putPolicy(limited, free)).hasMessageContaining("not authorized");
  }

  @Test
  void attachesOnlyPoliciesOfThePath() {
    String mine = managedPolicy("/foundation/", policy(allow("s3:*", "*")));
    String foreign = managedPolicy("/", policy(allow("*", "*")));
    String condition =
        "{\"ArnLike\":{\"iam:PolicyARN\":\"arn:aws:iam::000000000000:policy/foundation/*\"}}";
    IamClient limited =
        client(
            IamClient.builder(),
            sessionWith(allowIf("iam:AttachRolePolicy", ROLES + "*", condition)));
    Role role = administrator.createRole(newRole().build()).role();

    attach(limited, role, mine);
    assertThatThrownBy(() -> attach(limited, role, foreign)).hasMessageContaining("not authorized");
  }

  @Test
  void pathsOfRolesAndPoliciesBindTheirMakers() {
    IamClient limited =
        client(
            IamClient.builder(),
            Sandbox.assume(
                role(
                    TRUST_ACCOUNT,
                    policy(
                        allow("iam:*Role", ROLES + "*"),
                        allow(
                            "iam:CreatePolicy", "arn:aws:iam::000000000000:policy/foundation/*"))),
                ADMINISTRATOR));
    limited.createRole(newRole().build());
    createPolicy(limited, "/foundation/");
    assertThatThrownBy(() -> limited.createRole(newRole().path("/elsewhere/").build()))
        .hasMessageContaining("not authorized");
    assertThatThrownBy(() -> createPolicy(limited, "/elsewhere/"))
        .hasMessageContaining("not authorized");
  }

  private static String trustOnly(Role server) {
    return policy(
        """
        {"Effect":"Allow","Action":"sts:AssumeRole",
         "Principal":{"AWS":"arn:aws:iam::000000000000:root"},
         "Condition":{"ArnEquals":{"aws:PrincipalArn":"%s"},
                      "StringEquals":{"sts:ExternalId":"id-1"}}}
        """
            .formatted(server.arn()));
  }

  private static Object assumeAs(Role role, AwsCredentials who, String externalId) {
    try (StsClient sts = client(StsClient.builder(), who)) {
      return sts.assumeRole(
          request -> request.roleArn(role.arn()).roleSessionName("session").externalId(externalId));
    }
  }

  private static CreateRoleRequest.Builder newRole() {
    return CreateRoleRequest.builder()
        .roleName(unique("made"))
        .path("/foundation/")
        .assumeRolePolicyDocument(TRUST_ACCOUNT);
  }

  private String managedPolicy(String path, String document) {
    return administrator
        .createPolicy(
            request -> request.policyName(unique("policy")).path(path).policyDocument(document))
        .policy()
        .arn();
  }

  private static void createPolicy(IamClient iam, String path) {
    iam.createPolicy(request ->
        request.policyName(unique("policy")).path(path).policyDocument(policy(allow("s3:*", "*"))));
  }

  private static void putPolicy(IamClient iam, Role role) {
    iam.putRolePolicy(request ->
        request
            .roleName(role.roleName())
            .policyName("p")
            .policyDocument(policy(allow("s3:*", "*"))));
  }

  private static void attach(IamClient iam, Role role, String policy) {
    iam.attachRolePolicy(request -> request.roleName(role.roleName()).policyArn(policy));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
