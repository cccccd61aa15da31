// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.aws;

import dev.foundation.crds.contract.EncryptionContextKeys;
import dev.foundation.operator.plan.WorkspacePlan;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.cryptography.keystore.KeyStore;
import software.amazon.cryptography.keystore.model.CreateKeyInput;
import software.amazon.cryptography.keystore.model.KMSConfiguration;
import software.amazon.cryptography.keystore.model.KeyStoreConfig;

/**
 * Makes the branch key under which a workspace's data is encrypted. The plain key never reaches the
 * operator: KMS makes it encrypted and re-encrypts it.
 */
public final class BranchKeys {

  /** The item that readers look for, by the key store's own layout of its table. */
  private static final String ACTIVE = "branch:ACTIVE";

  private static final String WRAPPING_KEY = "kms-arn";

  private final AwsClients clients;

  /** Acts under this identity. */
  public BranchKeys(AwsClients clients) {
    this.clients = clients;
  }

  /** The ARN of the KMS key that opens the active branch key; empty if there is none. */
  public Optional<String> wrappingKey(WorkspacePlan plan) {
    Map<String, AttributeValue> key =
        Map.of(
            "branch-key-id", AttributeValue.fromS(plan.foundationId()),
            "type", AttributeValue.fromS(ACTIVE));
    GetItemResponse active =
        AwsFailure.translate(() ->
            in(plan)
                .dynamodb()
                .getItem(r ->
                    r.tableName(plan.names().keyTable())
                        .key(key)
                        .consistentRead(true)
                        .projectionExpression("#k")
                        .expressionAttributeNames(Map.of("#k", WRAPPING_KEY))));
    return Optional.ofNullable(active.item().get(WRAPPING_KEY)).map(AttributeValue::s);
  }

  /** Creates it; harmless if another pass was faster, as the key store never overwrites. */
  public void create(WorkspacePlan plan) {
    try {
      store(plan)
          .CreateKey(
              CreateKeyInput.builder()
                  .branchKeyIdentifier(plan.foundationId())
                  .encryptionContext(Map.of(EncryptionContextKeys.WORKSPACE, plan.foundationId()))
                  .build());
    } catch (SdkException e) {
      throw AwsFailure.of(e);
    }
  }

  private KeyStore store(WorkspacePlan plan) {
    AwsClients.InRegion region = in(plan);
    String table = plan.names().keyTable();
    return KeyStore.builder()
        .KeyStoreConfig(
            KeyStoreConfig.builder()
                .ddbClient(region.dynamodb())
                .kmsClient(region.kms())
                .ddbTableName(table)
                .logicalKeyStoreName(table)
                .kmsConfiguration(KMSConfiguration.builder().kmsKeyArn(plan.knownKeyArn()).build())
                .build())
        .build();
  }

  private AwsClients.InRegion in(WorkspacePlan plan) {
    return clients.in(plan.names().cell().region());
  }
}
