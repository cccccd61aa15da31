// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The SDK's clients under one identity, made once for each region and closed together. They share
 * one connection pool.
 */
public final class AwsClients implements AutoCloseable {

  private final SdkHttpClient http;
  private final AwsCredentialsProvider credentials;
  private final Map<String, InRegion> regions = new ConcurrentHashMap<>();

  private AwsClients(SdkHttpClient http, AwsCredentialsProvider credentials) {
    this.http = http;
    this.credentials = credentials;
  }

  /** The operator's own identity, by the SDK's default chain. */
  public static AwsClients ofThisProcess() {
    return new AwsClients(
        Apache5HttpClient.builder().build(), DefaultCredentialsProvider.builder().build());
  }

  /** The same connections under another identity; closing them stays with the original. */
  AwsClients as(AwsCredentialsProvider identity) {
    return new AwsClients(http, identity);
  }

  InRegion in(String region) {
    return regions.computeIfAbsent(region, this::open);
  }

  private InRegion open(String name) {
    Region region = Region.of(name);
    return new InRegion(
        build(KmsClient.builder(), region),
        build(
            KmsClient.builder()
                .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry())),
            region),
        build(DynamoDbClient.builder(), region),
        build(S3Client.builder(), region),
        build(IamClient.builder(), Region.AWS_GLOBAL),
        build(CognitoIdentityProviderClient.builder(), region),
        build(StsClient.builder(), region));
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
      B builder, Region region) {
    return builder.httpClient(http).credentialsProvider(credentials).region(region).build();
  }

  /** Closes the connections that all clients share; the clients hold nothing else. */
  @Override
  public void close() {
    http.close();
  }

  /**
   * One region's clients; IAM's is the partition's.
   *
   * @param kmsOnce sends a call once, for what must not be done twice when its answer is lost
   */
  record InRegion(
      KmsClient kms,
      KmsClient kmsOnce,
      DynamoDbClient dynamodb,
      S3Client s3,
      IamClient iam,
      CognitoIdentityProviderClient cognito,
      StsClient sts) {}
}
