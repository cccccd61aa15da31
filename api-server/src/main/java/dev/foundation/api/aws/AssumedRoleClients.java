// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.aws;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.tenant.TenantResources;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/**
 * Clients whose credentials come from assuming a role with the server's own identity: the
 * workspace's, or the audit's.
 *
 * <p>Credentials are refreshed ahead of their end by one caller while others go on with the old
 * ones. Clients are kept for the workspaces in use; evicted ones are left to the garbage collector,
 * since closing them would break calls in flight and all sockets belong to the shared HTTP client.
 */
public final class AssumedRoleClients implements TenantClients, AutoCloseable {

  private static final int MOST_WORKSPACES = 1_000;
  static final int MOST_CONNECTIONS = 256;
  private static final Duration UNUSED = Duration.ofHours(2);
  private static final Duration SESSION = Duration.ofHours(1);
  private static final Duration AHEAD = Duration.ofMinutes(10);
  private static final Duration SMALL_CALL = Duration.ofSeconds(15);
  private static final Duration SMALL_ATTEMPT = Duration.ofSeconds(5);
  private static final int LONGEST_SESSION_NAME = 64;

  private final String pod;
  private final @Nullable URI endpoint;

  /** A transfer is as slow as its client, and keeps no document's call waiting. */
  private final SdkHttpClient transfers =
      ReleasedConnections.around(Apache5HttpClient.builder().maxConnections(MOST_CONNECTIONS));

  /** One item or one key a call: an answer that takes long will not come. */
  private final CallTimeouts small = new CallTimeouts(SMALL_CALL, SMALL_ATTEMPT);

  private final SdkHttpClient connections = CallTimeouts.connections(MOST_CONNECTIONS);

  private final StsClient sts;
  private final TenantClients workspaces = new Sessions(AssumedRoleClients::workspace);

  private record Clients(DynamoDbClient dynamoDb, S3Client s3, KmsClient kms) {}

  /**
   * Clients for a server with an identity of its own.
   *
   * @param pod this process, as it shall appear in AWS's records
   * @param own the server's identity
   * @param region where the server's role is assumed
   * @param endpoint where all requests go; null for the SDK's own choice
   */
  public AssumedRoleClients(
      String pod, AwsCredentialsProvider own, Region region, @Nullable URI endpoint) {
    this.pod = pod;
    this.endpoint = endpoint;
    this.sts = small(StsClient.builder(), own, region).build();
  }

  /**
   * Clients for a server whose identity, region and endpoint are in the SDK's standard environment.
   *
   * @param pod this process, as it shall appear in AWS's records
   */
  public static AssumedRoleClients fromEnvironment(String pod) {
    Region region = DefaultAwsRegionProviderChain.builder().build().getRegion();
    return new AssumedRoleClients(pod, DefaultCredentialsProvider.builder().build(), region, null);
  }

  @Override
  public DynamoDbClient dynamoDb(Tenant tenant) {
    return workspaces.dynamoDb(tenant);
  }

  @Override
  public S3Client s3(Tenant tenant) {
    return workspaces.s3(tenant);
  }

  @Override
  public KmsClient kms(Tenant tenant) {
    return workspaces.kms(tenant);
  }

  /** Clients with the audit's role, each narrowed to the events of its tenant's workspace. */
  public TenantClients audit(AuditCell cell) {
    // Writing a policy takes longer than finding a client by it.
    LoadingCache<String, RoleSession> sessions =
        Caffeine.newBuilder().maximumSize(MOST_WORKSPACES).build(cell::session);
    return new Sessions(tenant -> sessions.get(tenant.foundationId()));
  }

  @Override
  public void close() {
    sts.close();
    connections.close();
    transfers.close();
    small.close();
  }

  private static RoleSession workspace(Tenant tenant) {
    TenantResources resources = tenant.resources();
    return new RoleSession(
        resources.roleArn(),
        tenant.foundationId(),
        tenant.foundationId(),
        null,
        resources.region());
  }

  /** Clients by the session that they act in; a tenant whose session changes gets new ones. */
  private final class Sessions implements TenantClients {

    private final Function<Tenant, RoleSession> session;
    private final Cache<RoleSession, Clients> clients =
        Caffeine.newBuilder().maximumSize(MOST_WORKSPACES).expireAfterAccess(UNUSED).build();

    private Sessions(Function<Tenant, RoleSession> session) {
      this.session = session;
    }

    @Override
    public DynamoDbClient dynamoDb(Tenant tenant) {
      return of(tenant).dynamoDb();
    }

    @Override
    public S3Client s3(Tenant tenant) {
      return of(tenant).s3();
    }

    @Override
    public KmsClient kms(Tenant tenant) {
      return of(tenant).kms();
    }

    private Clients of(Tenant tenant) {
      return clients.get(session.apply(tenant), AssumedRoleClients.this::create);
    }
  }

  /** Sends nothing: the role is assumed by the first call that needs it. */
  private Clients create(RoleSession session) {
    AwsCredentialsProvider role = assuming(session);
    Region region = Region.of(session.region());
    return new Clients(
        small(DynamoDbClient.builder(), role, region).build(),
        configured(S3Client.builder(), role, region, transfers, streaming -> {}).build(),
        small(KmsClient.builder(), role, region).build());
  }

  private AwsCredentialsProvider assuming(RoleSession session) {
    AssumeRoleRequest request =
        AssumeRoleRequest.builder()
            .roleArn(session.roleArn())
            .externalId(session.externalId())
            .policy(session.policy())
            .roleSessionName(sessionName(pod, session.foundationId()))
            .durationSeconds(Math.toIntExact(SESSION.toSeconds()))
            .build();
    return StsAssumeRoleCredentialsProvider.builder()
        .stsClient(sts)
        .refreshRequest(request)
        .prefetchTime(AHEAD)
        .build();
  }

  /** Both names in the alphabet of STS; a long pod name is cut, the foundation stays whole. */
  static String sessionName(String pod, String foundationId) {
    String allowed = pod.replaceAll("[^\\w+=,.@-]", "-");
    int room = LONGEST_SESSION_NAME - foundationId.length() - 1;
    return allowed.substring(0, Math.min(allowed.length(), room)) + "." + foundationId;
  }

  private <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B small(
      B builder, AwsCredentialsProvider credentials, Region region) {
    return configured(builder, credentials, region, connections, small::limit);
  }

  private <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B configured(
      B builder,
      AwsCredentialsProvider credentials,
      Region region,
      SdkHttpClient http,
      Consumer<ClientOverrideConfiguration.Builder> calls) {
    builder
        .httpClient(http)
        .credentialsProvider(credentials)
        .region(region)
        .overrideConfiguration(override -> {
          override.retryStrategy(RetryMode.STANDARD);
          calls.accept(override);
        });
    return endpoint == null ? builder : builder.endpointOverride(endpoint);
  }
}
