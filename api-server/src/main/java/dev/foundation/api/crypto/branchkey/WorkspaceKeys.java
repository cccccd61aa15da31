// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto.branchkey;

import dev.foundation.api.aws.TenantClients;
import dev.foundation.api.crypto.branchkey.materials.HierarchicalMaterials;
import dev.foundation.api.tenant.Tenant;
import software.amazon.cryptography.keystore.KeyStore;
import software.amazon.cryptography.keystore.model.GetBeaconKeyInput;
import software.amazon.cryptography.keystore.model.KMSConfiguration;
import software.amazon.cryptography.keystore.model.KeyStoreConfig;
import software.amazon.cryptography.materialproviders.ICryptographicMaterialsManager;

/**
 * One workspace's keys as of one moment; what ends their life is that nobody holds them.
 *
 * @param materials those that seal and open
 * @param derived those that hash names and seal cursors
 */
record WorkspaceKeys(ICryptographicMaterialsManager materials, DerivedKeys derived) {

  /** Fetches the active branch key and the beacon key: two KMS calls. */
  static WorkspaceKeys fetch(Tenant tenant, TenantClients clients) {
    KeyStore store = keyStore(tenant, clients);
    GetBeaconKeyInput beacon =
        GetBeaconKeyInput.builder().branchKeyIdentifier(tenant.foundationId()).build();
    return new WorkspaceKeys(
        HierarchicalMaterials.fetch(store, tenant.foundationId(), CommittingCrypto.SUITE),
        new DerivedKeys(store.GetBeaconKey(beacon).beaconKeyMaterials().beaconKey()));
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
}
