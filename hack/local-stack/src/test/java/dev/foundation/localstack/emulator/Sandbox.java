// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.emulator;

import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** One emulator for all tests of this package, with principals that policies bind. */
final class Sandbox {

  static final Emulator EMULATOR = Emulator.start();
  static final AwsCredentials ADMINISTRATOR =
      EmulatorAccount.bootstrapAdministrator(EMULATOR.endpoint());

  /** Trusts whomever the account's own policies let assume the role. */
  static final String TRUST_ACCOUNT =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
        "Principal":{"AWS":"arn:aws:iam::000000000000:root"}}]}
      """;

  private Sandbox() {}

  static <B extends AwsClientBuilder<B, C>, C> C client(B builder, AwsCredentials who) {
    return builder
        .endpointOverride(EMULATOR.endpoint())
        .region(Region.of(EmulatorAccount.REGION))
        .credentialsProvider(StaticCredentialsProvider.create(who))
        .build();
  }

  static IamClient iam() {
    return client(IamClient.builder(), ADMINISTRATOR);
  }

  static String unique(String prefix) {
    return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** A role below /foundation/ with one inline policy. */
  static Role role(String trust, String policy) {
    String name = unique("role");
    try (IamClient iam = iam()) {
      Role role =
          iam.createRole(request ->
                  request.roleName(name).path("/foundation/").assumeRolePolicyDocument(trust))
              .role();
      iam.putRolePolicy(
          request -> request.roleName(name).policyName("inline").policyDocument(policy));
      return role;
    }
  }

  /** A session of a new role that may do what the statement says. */
  static AwsCredentials sessionWith(String statement) {
    return assume(role(TRUST_ACCOUNT, policy(statement)), ADMINISTRATOR);
  }

  static AwsCredentials assume(Role role, AwsCredentials as) {
    try (StsClient sts = client(StsClient.builder(), as)) {
      return session(
          sts.assumeRole(request -> request.roleArn(role.arn()).roleSessionName("session"))
              .credentials());
    }
  }

  static AwsCredentials session(Credentials keys) {
    return AwsSessionCredentials.create(
        keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken());
  }

  static String policy(String... statements) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
  }

  static String allow(String action, String resource) {
    return statement("Allow", action, resource, "{}");
  }

  static String allowIf(String action, String resource, String condition) {
    return statement("Allow", action, resource, condition);
  }

  private static String statement(String effect, String action, String resource, String condition) {
    return "{\"Effect\":\"%s\",\"Action\":\"%s\",\"Resource\":\"%s\",\"Condition\":%s}"
        .formatted(effect, action, resource, condition);
  }
}
