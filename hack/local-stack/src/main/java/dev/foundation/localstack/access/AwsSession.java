// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.access;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/** AWS as one identity sees it. */
public record AwsSession(
    URI endpoint, Region region, SdkHttpClient http, AwsCredentialsProvider credentials) {

  public DynamoDbClient dynamoDb() {
    return configured(DynamoDbClient.builder());
  }

  public S3Client s3() {
    return configured(S3Client.builder().forcePathStyle(true));
  }

  public KmsClient kms() {
    return configured(KmsClient.builder());
  }

  public IamClient iam() {
    return configured(IamClient.builder());
  }

  public StsClient sts() {
    return configured(StsClient.builder());
  }

  public CognitoIdentityProviderClient cognito() {
    return configured(CognitoIdentityProviderClient.builder());
  }

  /** The same place, seen by somebody else. */
  public AwsSession as(AwsCredentialsProvider other) {
    return new AwsSession(endpoint, region, http, other);
  }

  private <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C configured(
      B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(region)
        .httpClient(http)
        .credentialsProvider(credentials)
        .build();
  }
}
