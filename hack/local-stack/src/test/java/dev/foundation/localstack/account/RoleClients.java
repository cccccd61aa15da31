// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.account;

import dev.foundation.localstack.emulator.EmulatorAccount;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.utils.AttributeMap;

/** Clients that act under a role, taken with a ServiceAccount's token, through the proxy. */
final class RoleClients implements AutoCloseable {

  private final URI endpoint;
  private final TokenIssuer issuer;
  private final SdkHttpClient http =
      Apache5HttpClient.builder()
          .buildWithDefaults(
              AttributeMap.builder()
                  // The test's certificate is its own and made anew each time.
                  .put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, true)
                  .build());

  RoleClients(URI endpoint, TokenIssuer issuer) {
    this.endpoint = endpoint;
    this.issuer = issuer;
  }

  As as(String roleArn, String serviceAccount) {
    StsClient sts = with(StsClient.builder(), AnonymousCredentialsProvider.create()).build();
    var issued =
        sts.assumeRoleWithWebIdentity(r ->
                r.roleArn(roleArn)
                    .roleSessionName("test")
                    .webIdentityToken(issuer.token(serviceAccount)))
            .credentials();
    return new As(StaticCredentialsProvider.create(session(issued)));
  }

  private static AwsCredentials session(Credentials issued) {
    return AwsSessionCredentials.create(
        issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken());
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B with(
      B builder, AwsCredentialsProvider credentials) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.of(EmulatorAccount.REGION))
        .credentialsProvider(credentials)
        .httpClient(http);
  }

  /** One role's clients. */
  final class As {
    private final AwsCredentialsProvider credentials;

    private As(AwsCredentialsProvider credentials) {
      this.credentials = credentials;
    }

    KmsClient kms() {
      return with(KmsClient.builder(), credentials).build();
    }

    DynamoDbClient dynamodb() {
      return with(DynamoDbClient.builder(), credentials).build();
    }

    S3Client s3() {
      return with(S3Client.builder().forcePathStyle(true), credentials).build();
    }

    /** Another role, taken with this one's, narrowed by a session policy. */
    As become(String roleArn, String policy) {
      return new As(
          StaticCredentialsProvider.create(
              session(
                  with(StsClient.builder(), credentials)
                      .build()
                      .assumeRole(r -> r.roleArn(roleArn).roleSessionName("test").policy(policy))
                      .credentials())));
    }

    IamClient iam() {
      return with(IamClient.builder(), credentials).build();
    }

    CognitoIdentityProviderClient cognito() {
      return with(CognitoIdentityProviderClient.builder(), credentials).build();
    }
  }

  static void createTable(DynamoDbClient dynamodb, String name) {
    dynamodb.createTable(r ->
        r.tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(text("branch-key-id"), text("type"))
            .keySchema(key("branch-key-id", KeyType.HASH), key("type", KeyType.RANGE))
            .tags(
                software.amazon.awssdk.services.dynamodb.model.Tag.builder()
                    .key("foundation.dev/control-plane")
                    .value("local")
                    .build()));
  }

  static String trust(String principal) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
        + principal
        + ",\"Action\":\"sts:AssumeRole\"}]}";
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  @Override
  public void close() {
    http.close();
  }
}
