// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws;

import dev.foundation.operator.aws.pace.RequestPace;
import dev.foundation.operator.aws.telemetry.CallMetrics;
import dev.foundation.operator.quota.RequestRates;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The SDK's clients under one identity, made once for each region and closed together. They share
 * one connection pool, one timer and the pace at which the account's quotas let them call.
 *
 * <p>A call is tried three times at most, and only where the SDK's own quota of retries allows: the
 * back-off of the pass around it is what outlasts an outage.
 */
public final class AwsClients implements AutoCloseable {

  /** One attempt, answer included; AWS answers all that is asked here in far less. */
  private static final Duration ATTEMPT = Duration.ofSeconds(20);

  private static final Duration CALL = Duration.ofSeconds(50);

  /** More than all passes that run at a time hold where every call hangs. */
  private static final int CONNECTIONS = 300;

  /** A busy machine greets a new connection late. */
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final SdkHttpClient http;

  /** Ends what takes too long. A client without one starts threads of its own, and keeps them. */
  private final ScheduledExecutorService timer;

  private final AwsCredentialsProvider credentials;
  private final CallMetrics metrics;
  private final RequestRates rates;
  private final Map<String, RequestPace> paces;
  private final Map<String, InRegion> regions = new ConcurrentHashMap<>();

  private AwsClients(
      SdkHttpClient http,
      ScheduledExecutorService timer,
      AwsCredentialsProvider credentials,
      CallMetrics metrics,
      RequestRates rates,
      Map<String, RequestPace> paces) {
    this.http = http;
    this.timer = timer;
    this.credentials = credentials;
    this.metrics = metrics;
    this.rates = rates;
    this.paces = paces;
  }

  /** The operator's own identity, by the SDK's default chain; nobody counts its calls. */
  public static AwsClients ofThisProcess(RequestRates rates) {
    return ofThisProcess(rates, new CompositeMeterRegistry());
  }

  /** The same; every call is counted. */
  public static AwsClients ofThisProcess(RequestRates rates, MeterRegistry meters) {
    return new AwsClients(
        Apache5HttpClient.builder().maxConnections(CONNECTIONS).connectionTimeout(CONNECT).build(),
        newTimer(),
        DefaultCredentialsProvider.builder().build(),
        new CallMetrics(meters),
        rates,
        new ConcurrentHashMap<>());
  }

  /** Over these connections and under this identity; closing the clients closes the connections. */
  public static AwsClients over(SdkHttpClient http, AwsCredentialsProvider credentials) {
    return new AwsClients(
        http,
        newTimer(),
        credentials,
        new CallMetrics(new CompositeMeterRegistry()),
        RequestRates.DEFAULTS,
        new ConcurrentHashMap<>());
  }

  /** The same connections under another identity, for as long as that is needed. */
  AwsClients as(AwsCredentialsProvider identity) {
    return new AwsClients(http, timer, identity, metrics, rates, paces);
  }

  /** The clients of one region, such as {@code eu-west-1}. */
  public InRegion in(String region) {
    return regions.computeIfAbsent(region, this::open);
  }

  private InRegion open(String name) {
    Region region = Region.of(name);
    return new InRegion(
        build(KmsClient.builder(), region),
        build(KmsClient.builder(), region, AwsRetryStrategy.doNotRetry()),
        build(DynamoDbClient.builder(), region),
        build(S3Client.builder(), region),
        build(IamClient.builder(), Region.AWS_GLOBAL),
        build(CognitoIdentityProviderClient.builder(), region),
        build(StsClient.builder(), region));
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
      B builder, Region region) {
    return build(builder, region, AwsRetryStrategy.standardRetryStrategy());
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
      B builder, Region region, RetryStrategy retries) {
    return builder
        .httpClient(http)
        .credentialsProvider(credentials)
        .region(region)
        .overrideConfiguration(c ->
            c.retryStrategy(retries)
                .scheduledExecutorService(timer)
                .apiCallAttemptTimeout(ATTEMPT)
                .apiCallTimeout(CALL)
                .addMetricPublisher(metrics)
                .addExecutionInterceptor(pace(region)))
        .build();
  }

  private RequestPace pace(Region region) {
    return paces.computeIfAbsent(region.id(), any -> new RequestPace(rates));
  }

  private static ScheduledExecutorService newTimer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("aws-timer").factory());
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  /**
   * Closes the connections and the timer, which the clients of every identity share; the clients
   * hold nothing else, so those of another identity are dropped and not closed.
   */
  @Override
  public void close() {
    http.close();
    timer.shutdownNow();
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
