// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto.branchkey;

import dev.foundation.api.aws.TenantClients;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.crds.contract.EncryptionContextKeys;
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

/** One workspace's keys as of one moment: those that seal and open, and those that hash. */
final class WorkspaceKeys {

  /** Longer than anybody keeps these keys: what ends their life is that nobody holds them. */
  private static final Duration UNTIL_DROPPED = Duration.ofDays(1);

  private final MaterialProviders providers;
  private final IKeyring keyring;
  private final DerivedKeys derived;
  private final Map<Set<String>, ICryptographicMaterialsManager> managers =
      new ConcurrentHashMap<>();

  private WorkspaceKeys(MaterialProviders providers, IKeyring keyring, DerivedKeys derived) {
    this.providers = providers;
    this.keyring = keyring;
    this.derived = derived;
  }

  /** Fetches the beacon key, the active branch key and its version: three KMS calls. */
  static WorkspaceKeys fetch(Tenant tenant, TenantClients clients, MaterialProviders providers) {
    KeyStore store = keyStore(tenant, clients);
    IKeyring keyring =
        providers.CreateAwsKmsHierarchicalKeyring(
            CreateAwsKmsHierarchicalKeyringInput.builder()
                .branchKeyId(tenant.foundationId())
                .keyStore(store)
                .ttlSeconds(UNTIL_DROPPED.toSeconds())
                .build());
    GetBeaconKeyInput beacon =
        GetBeaconKeyInput.builder().branchKeyIdentifier(tenant.foundationId()).build();
    DerivedKeys derived =
        new DerivedKeys(store.GetBeaconKey(beacon).beaconKeyMaterials().beaconKey());
    WorkspaceKeys keys = new WorkspaceKeys(providers, keyring, derived);
    keys.warm(tenant);
    return keys;
  }

  /** Lets the keyring fetch now, by this one caller, what every caller is about to need. */
  private void warm(Tenant tenant) {
    Map<String, String> context = Map.of(EncryptionContextKeys.WORKSPACE, tenant.foundationId());
    ICryptographicMaterialsManager manager = requiring(context.keySet());
    byte[] sealed = CommittingCrypto.SDK.encryptData(manager, new byte[0], context).getResult();
    CommittingCrypto.SDK.decryptData(manager, sealed, context);
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

  /** The keys that hash names and seal cursors. */
  DerivedKeys derived() {
    return derived;
  }
}
