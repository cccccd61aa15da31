// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws;

import dev.foundation.operator.aws.telemetry.CallMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
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
  private final CallMetrics metrics;
  private final Map<String, InRegion> regions = new ConcurrentHashMap<>();

  private AwsClients(SdkHttpClient http, AwsCredentialsProvider credentials, CallMetrics metrics) {
    this.http = http;
    this.credentials = credentials;
    this.metrics = metrics;
  }

  /** The operator's own identity, by the SDK's default chain; nobody counts its calls. */
  public static AwsClients ofThisProcess() {
    return ofThisProcess(new CompositeMeterRegistry());
  }

  /** The same; every call is counted. */
  public static AwsClients ofThisProcess(MeterRegistry meters) {
    return new AwsClients(
        Apache5HttpClient.builder().build(),
        DefaultCredentialsProvider.builder().build(),
        new CallMetrics(meters));
  }

  /** Over these connections and under this identity; closing the clients closes the connections. */
  public static AwsClients over(SdkHttpClient http, AwsCredentialsProvider credentials) {
    return new AwsClients(http, credentials, new CallMetrics(new CompositeMeterRegistry()));
  }

  /** The same connections under another identity; closing them stays with the original. */
  AwsClients as(AwsCredentialsProvider identity) {
    return new AwsClients(http, identity, metrics);
  }

  /** The clients of one region, such as {@code eu-west-1}. */
  public InRegion in(String region) {
    return regions.computeIfAbsent(region, this::open);
  }

  private InRegion open(String name) {
    Region region = Region.of(name);
    return new InRegion(
        build(KmsClient.builder(), region),
        build(KmsClient.builder(), region, c -> c.retryStrategy(AwsRetryStrategy.doNotRetry())),
        build(DynamoDbClient.builder(), region),
        build(S3Client.builder(), region),
        build(IamClient.builder(), Region.AWS_GLOBAL),
        build(CognitoIdentityProviderClient.builder(), region),
        build(StsClient.builder(), region));
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
      B builder, Region region) {
    return build(builder, region, c -> {});
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
      B builder, Region region, Consumer<ClientOverrideConfiguration.Builder> more) {
    return builder
        .httpClient(http)
        .credentialsProvider(credentials)
        .region(region)
        .overrideConfiguration(c -> more.accept(c.addMetricPublisher(metrics)))
        .build();
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
  public record InRegion(
      KmsClient kms,
      KmsClient kmsOnce,
      DynamoDbClient dynamodb,
      S3Client s3,
      IamClient iam,
      CognitoIdentityProviderClient cognito,
      StsClient sts) {}
}
