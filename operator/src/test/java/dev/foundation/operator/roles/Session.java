// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.roles;

import dev.foundation.localstack.emulator.EmulatorAccount;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** AWS under one identity. */
record Session(
    KmsClient kms,
    DynamoDbClient dynamodb,
    S3Client s3,
    IamClient iam,
    CognitoIdentityProviderClient cognito,
    StsClient sts) {

  static Session of(URI endpoint, AwsCredentialsProvider identity) {
    return new Session(
        build(endpoint, identity, KmsClient.builder()),
        build(endpoint, identity, DynamoDbClient.builder()),
        build(endpoint, identity, S3Client.builder()),
        build(endpoint, identity, IamClient.builder()),
        build(endpoint, identity, CognitoIdentityProviderClient.builder()),
        build(endpoint, identity, StsClient.builder()));
  }

  private static <B extends AwsClientBuilder<B, C>, C> C build(
      URI endpoint, AwsCredentialsProvider identity, B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.of(EmulatorAccount.REGION))
        .credentialsProvider(identity)
        .build();
  }
}
