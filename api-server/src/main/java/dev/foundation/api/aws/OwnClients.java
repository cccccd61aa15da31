// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.aws;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Clients under the process' own identity, for the little that is the platform's and no
 * workspace's. Identity, region and endpoint are those of the SDK's standard environment.
 */
public final class OwnClients implements AutoCloseable {

  private static final Duration SMALL_CALL = Duration.ofSeconds(5);
  private static final Duration SMALL_ATTEMPT = Duration.ofSeconds(2);

  /** Cognito sends the invitation before it answers. */
  private static final Duration USER_CALL = Duration.ofSeconds(10);

  private final SdkHttpClient http = ReleasedConnections.around(Apache5HttpClient.builder());
  private final AwsCredentialsProvider credentials = DefaultCredentialsProvider.builder().build();

  /** Tables of the cell. */
  public DynamoDbClient dynamoDb() {
    Region region = DefaultAwsRegionProviderChain.builder().build().getRegion();
    return configured(DynamoDbClient.builder(), region, SMALL_CALL, SMALL_ATTEMPT);
  }

  /**
   * The user pool of this id, which lives where the id says.
   *
   * @param pool {@code <region>_<id>}
   */
  public CognitoIdentityProviderClient cognito(String pool) {
    Region region = Region.of(pool.substring(0, pool.indexOf('_')));
    return configured(CognitoIdentityProviderClient.builder(), region, USER_CALL, USER_CALL);
  }

  private <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C configured(
      B builder, Region region, Duration call, Duration attempt) {
    return builder
        .httpClient(http)
        .credentialsProvider(credentials)
        .region(region)
        .overrideConfiguration(override ->
            override
                .retryStrategy(RetryMode.STANDARD)
                .apiCallTimeout(call)
                .apiCallAttemptTimeout(attempt))
        .build();
  }

  @Override
  public void close() {
    http.close();
  }
}
