// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;

/**
 * How one controller reaches AWS.
 *
 * @param endpoint null for AWS itself, or for what the SDK's own environment says
 * @param http null for connections of each client's own
 */
public record AwsAccess(
    String region,
    @Nullable URI endpoint,
    AwsCredentialsProvider credentials,
    @Nullable SdkHttpClient http) {

  /** With connections of each client's own. */
  public AwsAccess(String region, @Nullable URI endpoint, AwsCredentialsProvider credentials) {
    this(region, endpoint, credentials, null);
  }

  /** The same over these connections, which stay open when a client is closed. */
  public AwsAccess over(SdkHttpClient connections) {
    return new AwsAccess(region, endpoint, credentials, connections);
  }

  /** IAM roles for service accounts: the token is exchanged for the role at STS, and refreshed. */
  public static AwsAccess webIdentity(
      String region, @Nullable URI endpoint, String roleArn, Path token) {
    AwsAccess anonymous = new AwsAccess(region, endpoint, AnonymousCredentialsProvider.create());
    StsClient sts = anonymous.apply(StsClient.builder()).build();
    return new AwsAccess(
        region,
        endpoint,
        StsWebIdentityTokenFileCredentialsProvider.builder()
            .stsClient(sts)
            .roleArn(roleArn)
            .webIdentityTokenFile(token)
            .roleSessionName("ack")
            .build());
  }

  /** The account that the credentials belong to, as STS has it. */
  String account() {
    try (StsClient sts = apply(StsClient.builder()).build()) {
      return sts.getCallerIdentity().account();
    }
  }

  <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> B apply(B builder) {
    builder.region(Region.of(region)).credentialsProvider(credentials);
    if (endpoint != null) {
      builder.endpointOverride(endpoint);
    }
    if (http != null) {
      builder.httpClient(http);
    }
    return builder;
  }
}
