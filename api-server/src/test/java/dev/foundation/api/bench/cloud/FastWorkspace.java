// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.bench.cloud;

import dev.foundation.api.aws.AssumedRoleClients;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.tenant.Workspaces;
import dev.foundation.api.testing.Tenants;
import dev.foundation.crds.FoundationWorkspace;
import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.cryptography.keystore.KeyStore;
import software.amazon.cryptography.keystore.model.CreateKeyInput;
import software.amazon.cryptography.keystore.model.KMSConfiguration;
import software.amazon.cryptography.keystore.model.KeyStoreConfig;

/** A workspace of the fast cloud, and a member who may do everything in it. */
public record FastWorkspace(Tenant tenant) {

  /** What spec.limits allows at most. */
  private static final int UNLIMITED = 100_000;

  /** One of this name. */
  public static FastWorkspace of(String name) {
    return new FastWorkspace(Tenants.admin(name));
  }

  /** As Kubernetes has it. */
  public FoundationWorkspace resource(int requestsPerSecond) {
    return Workspaces.limited(Workspaces.of(tenant), requestsPerSecond, requestsPerSecond);
  }

  /** As Kubernetes has it, with no limit that a measurement could reach. */
  public FoundationWorkspace resource() {
    return resource(UNLIMITED);
  }

  /** Its path in the API. */
  public String path() {
    return "/v1/workspaces/" + group();
  }

  /** The group of its administrators. */
  public String group() {
    return tenant.namespace() + "." + tenant.workspace();
  }

  /** Clients of a server there. */
  public static AssumedRoleClients clients(URI endpoint) {
    return new AssumedRoleClients(
        "measured",
        StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none")),
        Region.EU_WEST_1,
        endpoint);
  }

  /** Makes its branch key, as the operator does. */
  public void createBranchKey(AssumedRoleClients clients) {
    String table = tenant.resources().keyTableName();
    KeyStore.builder()
        .KeyStoreConfig(
            KeyStoreConfig.builder()
                .ddbClient(clients.dynamoDb(tenant))
                .kmsClient(clients.kms(tenant))
                .ddbTableName(table)
                .logicalKeyStoreName(table)
                .kmsConfiguration(
                    KMSConfiguration.builder().kmsKeyArn(tenant.resources().keyArn()).build())
                .build())
        .build()
        .CreateKey(
            CreateKeyInput.builder()
                .branchKeyIdentifier(tenant.foundationId())
                .encryptionContext(Map.of("workspace", tenant.foundationId()))
                .build());
  }
}
