// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.emulator;

import static dev.foundation.localstack.emulator.Sandbox.ADMINISTRATOR;
import static dev.foundation.localstack.emulator.Sandbox.TRUST_ACCOUNT;
import static dev.foundation.localstack.emulator.Sandbox.allow;
import static dev.foundation.localstack.emulator.Sandbox.client;
import static dev.foundation.localstack.emulator.Sandbox.policy;
import static dev.foundation.localstack.emulator.Sandbox.role;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;

/** Sessions and their limits: what isolation relies on in STS. */
class StsIT {

  private static final String ISSUER = "127.0.0.1:6443";
  private static final String SUBJECT =
      "system:serviceaccount:foundation-system:foundation-operator";

  @Test
  void webIdentityIsLimitedBySubjectAndAudience() {
    Role role = role(trustOfServiceAccount(), policy(allow("s3:*", "*")));
    assertThat(exchange(role, token(SUBJECT, "sts.amazonaws.com")).credentials()).isNotNull();
    assertThatThrownBy(() -> exchange(role, token(SUBJECT + "-other", "sts.amazonaws.com")))
        .hasMessageContaining("Not authorized");
    assertThatThrownBy(() -> exchange(role, token(SUBJECT, "other")))
        .hasMessageContaining("Not authorized");
  }

  @Test
  void aWebIdentitySessionActsAsItsRole() {
    Role role = role(trustOfServiceAccount(), policy(allow("s3:ListAllMyBuckets", "*")));
    S3Client s3 =
        client(
            S3Client.builder().forcePathStyle(true),
            Sandbox.session(exchange(role, token(SUBJECT, "sts.amazonaws.com")).credentials()));
    assertThat(s3.listBuckets().buckets()).isNotNull();
    assertThatThrownBy(() -> s3.createBucket(request -> request.bucket("not-mine")))
        .hasMessageContaining("not authorized");
  }

  @Test
  void theBoundaryLimitsWhatARolesPolicyAllows() {
    IamClient iam = Sandbox.iam();
    String boundary =
        iam.createPolicy(request ->
                request
                    .policyName(Sandbox.unique("boundary"))
                    .policyDocument(policy(allow("s3:ListAllMyBuckets", "*"))))
            .policy()
            .arn();
    Role role = role(TRUST_ACCOUNT, policy(allow("*", "*")));
    iam.putRolePermissionsBoundary(
        request -> request.roleName(role.roleName()).permissionsBoundary(boundary));
    S3Client s3 =
        client(S3Client.builder().forcePathStyle(true), Sandbox.assume(role, ADMINISTRATOR));
    assertThat(s3.listBuckets().buckets()).isNotNull();
    assertThatThrownBy(() -> s3.createBucket(request -> request.bucket("not-allowed")))
        .hasMessageContaining("not authorized");
  }

  @Test
  void aWrongSecretIsRefused() {
    AwsBasicCredentials forged =
        AwsBasicCredentials.create(ADMINISTRATOR.accessKeyId(), "wrong-secret");
    try (IamClient iam = client(IamClient.builder(), forged)) {
      assertThatThrownBy(iam::listRoles).hasMessageContaining("signature");
    }
  }

  private static String trustOfServiceAccount() {
    return policy(
        """
        {"Effect":"Allow","Action":"sts:AssumeRoleWithWebIdentity",
         "Principal":{"Federated":"arn:aws:iam::000000000000:oidc-provider/%1$s"},
         "Condition":{"StringEquals":{"%1$s:sub":"%2$s","%1$s:aud":"sts.amazonaws.com"}}}
        """
            .formatted(ISSUER, SUBJECT));
  }

  /** Not signed: whoever stands in front of the emulator verifies tokens. */
  private static String token(String subject, String audience) {
    String claims =
        "{\"iss\":\"https://%s\",\"sub\":\"%s\",\"aud\":[\"%s\"],\"exp\":4102444800}"
            .formatted(ISSUER, subject, audience);
    return encode("{\"alg\":\"RS256\"}") + "." + encode(claims) + ".c2ln";
  }

  private static String encode(String part) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(part.getBytes(UTF_8));
  }

  private static AssumeRoleWithWebIdentityResponse exchange(Role role, String token) {
    try (StsClient sts =
        StsClient.builder()
            .endpointOverride(Sandbox.EMULATOR.endpoint())
            .region(Region.of(EmulatorAccount.REGION))
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build()) {
      return sts.assumeRoleWithWebIdentity(
          request -> request.roleArn(role.arn()).roleSessionName("s").webIdentityToken(token));
    }
  }
}
