// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto.branchkey;

import dev.foundation.api.aws.TenantClients;
import dev.foundation.api.tenant.Tenant;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.cryptography.keystore.KeyStore;
import software.amazon.cryptography.keystore.model.GetBeaconKeyInput;
import software.amazon.cryptography.keystore.model.KMSConfiguration;
import software.amazon.cryptography.keystore.model.KeyStoreConfig;
import software.amazon.cryptography.materialproviders.ICryptographicMaterialsManager;
import software.amazon.cryptography.materialproviders.IKeyring;
import software.amazon.cryptography.materialproviders.MaterialProviders;
import software.amazon.cryptography.materialproviders.model.CreateAwsKmsHierarchicalKeyringInput;
import software.amazon.cryptography.materialproviders.model.CreateDefaultCryptographicMaterialsManagerInput;
import software.amazon.cryptography.materialproviders.model.CreateRequiredEncryptionContextCMMInput;

/** One workspace's key store, and the hierarchical keyring on its one branch key. */
final class WorkspaceKeys {

  private final String foundationId;
  private final KeyStore store;
  private final MaterialProviders providers;
  private final IKeyring keyring;
  private final Map<Set<String>, ICryptographicMaterialsManager> managers =
      new ConcurrentHashMap<>();

  private WorkspaceKeys(
      String foundationId, KeyStore store, MaterialProviders providers, IKeyring keyring) {
    this.foundationId = foundationId;
    this.store = store;
    this.providers = providers;
    this.keyring = keyring;
  }

  /** Sends nothing: keys are fetched when they are first used. */
  static WorkspaceKeys open(
      Tenant tenant, TenantClients clients, MaterialProviders providers, Duration timeToLive) {
    KeyStore store = keyStore(tenant, clients);
    IKeyring keyring =
        providers.CreateAwsKmsHierarchicalKeyring(
            CreateAwsKmsHierarchicalKeyringInput.builder()
                .branchKeyId(tenant.foundationId())
                .keyStore(store)
                .ttlSeconds(timeToLive.toSeconds())
                .build());
    return new WorkspaceKeys(tenant.foundationId(), store, providers, keyring);
  }

  private static KeyStore keyStore(Tenant tenant, TenantClients clients) {
    KMSConfiguration key =
        KMSConfiguration.builder().kmsKeyArn(tenant.resources().keyArn()).build();
    return KeyStore.builder()
        .KeyStoreConfig(
            KeyStoreConfig.builder()
                .ddbClient(clients.dynamoDb(tenant))
                .kmsClient(clients.kms(tenant))
                .ddbTableName(tenant.resources().keyTableName())
                .logicalKeyStoreName(tenant.resources().keyTableName())
                .kmsConfiguration(key)
                .build())
        .build();
  }

  /**
   * A materials manager that refuses to open a message unless all these keys are given.
   *
   * @param contextKeys one of the few sets that this server uses
   */
  ICryptographicMaterialsManager requiring(Set<String> contextKeys) {
    return managers.computeIfAbsent(Set.copyOf(contextKeys), this::createManager);
  }

  private ICryptographicMaterialsManager createManager(Set<String> contextKeys) {
    ICryptographicMaterialsManager underlying =
        providers.CreateDefaultCryptographicMaterialsManager(
            CreateDefaultCryptographicMaterialsManagerInput.builder().keyring(keyring).build());
    return providers.CreateRequiredEncryptionContextCMM(
        CreateRequiredEncryptionContextCMMInput.builder()
            .underlyingCMM(underlying)
            .requiredEncryptionContextKeys(List.copyOf(contextKeys))
            .build());
  }

  /** Fetches the beacon key: one DynamoDB and one KMS call. */
  DerivedKeys derivedKeys() {
    GetBeaconKeyInput input = GetBeaconKeyInput.builder().branchKeyIdentifier(foundationId).build();
    return new DerivedKeys(store.GetBeaconKey(input).beaconKeyMaterials().beaconKey());
  }
}
