// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto.branchkey.materials;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.foundation.api.crypto.IntegrityException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import software.amazon.cryptography.keystore.KeyStore;
import software.amazon.cryptography.materialproviders.ICryptographicMaterialsManager;
import software.amazon.cryptography.materialproviders.model.AlgorithmSuiteInfo;
import software.amazon.cryptography.materialproviders.model.DecryptMaterialsInput;
import software.amazon.cryptography.materialproviders.model.DecryptMaterialsOutput;
import software.amazon.cryptography.materialproviders.model.DecryptionMaterials;
import software.amazon.cryptography.materialproviders.model.EncryptedDataKey;
import software.amazon.cryptography.materialproviders.model.EncryptionMaterials;
import software.amazon.cryptography.materialproviders.model.GetEncryptionMaterialsInput;
import software.amazon.cryptography.materialproviders.model.GetEncryptionMaterialsOutput;

/**
 * The materials of AWS's hierarchical keyring with every context key required, in plain Java: the
 * library's own are translated from Dafny and cost many times what a small message does.
 *
 * <p>Of what the format allows, only this is taken: one suite, one wrapped data key of this branch
 * key, nothing of the context stored.
 */
public final class HierarchicalMaterials implements ICryptographicMaterialsManager {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final String id;
  private final BranchKeyVersions keys;
  private final AlgorithmSuiteInfo suite;

  private HierarchicalMaterials(String id, BranchKeyVersions keys, AlgorithmSuiteInfo suite) {
    this.id = id;
    this.keys = keys;
    this.suite = suite;
  }

  /**
   * Materials under a branch key, whose active version is fetched at once.
   *
   * @param id of the branch key
   * @param suite the only one
   */
  public static HierarchicalMaterials fetch(KeyStore store, String id, AlgorithmSuiteInfo suite) {
    return new HierarchicalMaterials(id, BranchKeyVersions.fetch(store, id), suite);
  }

  @Override
  public GetEncryptionMaterialsOutput GetEncryptionMaterials(GetEncryptionMaterialsInput input) {
    if (input.algorithmSuiteId().ESDK() != suite.id().ESDK()) {
      throw new IllegalArgumentException("messages are encrypted in one suite only");
    }
    Map<String, String> context = input.encryptionContext();
    byte[] dataKey = new byte[BranchKey.DATA_KEY_BYTES];
    RANDOM.nextBytes(dataKey);
    EncryptedDataKey wrapped =
        EncryptedDataKey.builder()
            .keyProviderId(BranchKey.PROVIDER)
            .keyProviderInfo(ByteBuffer.wrap(id.getBytes(UTF_8)))
            .ciphertext(keys.active().wrap(dataKey, ContextBytes.of(context)))
            .build();
    return GetEncryptionMaterialsOutput.builder()
        .encryptionMaterials(
            EncryptionMaterials.builder()
                .algorithmSuite(suite)
                .encryptionContext(context)
                .requiredEncryptionContextKeys(List.copyOf(context.keySet()))
                .encryptedDataKeys(List.of(wrapped))
                .plaintextDataKey(ByteBuffer.wrap(dataKey))
                .build())
        .build();
  }

  @Override
  public DecryptMaterialsOutput DecryptMaterials(DecryptMaterialsInput input) {
    require(input.algorithmSuiteId().ESDK() == suite.id().ESDK(), "suite");
    require(input.encryptionContext().isEmpty(), "stored context");
    require(input.encryptedDataKeys().size() == 1, "number of data keys");
    EncryptedDataKey wrapped = input.encryptedDataKeys().getFirst();
    require(BranchKey.PROVIDER.equals(wrapped.keyProviderId()), "key provider");
    require(ByteBuffer.wrap(id.getBytes(UTF_8)).equals(wrapped.keyProviderInfo()), "branch key");
    Map<String, String> context = input.reproducedEncryptionContext();
    byte[] dataKey =
        keys.version(BranchKey.versionIn(wrapped.ciphertext()))
            .unwrap(wrapped.ciphertext(), ContextBytes.of(context));
    return DecryptMaterialsOutput.builder()
        .decryptionMaterials(
            DecryptionMaterials.builder()
                .algorithmSuite(suite)
                .encryptionContext(context)
                .requiredEncryptionContextKeys(List.copyOf(context.keySet()))
                .plaintextDataKey(ByteBuffer.wrap(dataKey))
                .build())
        .build();
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IntegrityException("a sealed value has another " + what + " than all others");
    }
  }
}
