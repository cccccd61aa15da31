// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto.branchkey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import dev.foundation.api.crypto.IntegrityException;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.EmulatedWorkspaces;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.cryptography.materialproviders.ICryptographicMaterialsManager;
import software.amazon.cryptography.materialproviders.MaterialProviders;
import software.amazon.cryptography.materialproviders.model.CreateAwsKmsHierarchicalKeyringInput;
import software.amazon.cryptography.materialproviders.model.CreateDefaultCryptographicMaterialsManagerInput;
import software.amazon.cryptography.materialproviders.model.CreateRequiredEncryptionContextCMMInput;
import software.amazon.cryptography.materialproviders.model.MaterialProvidersConfig;

/** What is sealed is what AWS's own hierarchical keyring makes, and the other way round. */
class KeyringFormatIT {

  private static final CryptoAlgorithm SUITE =
      CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY;
  private static final Map<String, String> CONTEXT =
      Map.of("collection", "Gr\u00f6\u00dfe \ud83c\udf3b", "id", "doc-1", "version", "7");
  private static final byte[] VALUE = "{\"name\":\"Ada Lovelace\"}".getBytes(UTF_8);
  private static final MaterialProviders PROVIDERS =
      MaterialProviders.builder()
          .MaterialProvidersConfig(MaterialProvidersConfig.builder().build())
          .build();

  private static EmulatedWorkspaces workspaces;
  private static Tenant acme;
  private static Map<String, String> bound;

  private final EncryptionSdkCipher cipher =
      new EncryptionSdkCipher(new BranchKeys(workspaces.clients(), Duration.ofMinutes(5)));

  @BeforeAll
  static void start() {
    workspaces = new EmulatedWorkspaces();
    acme = workspaces.create("acme");
    bound = new HashMap<>(CONTEXT);
    bound.put("workspace", acme.foundationId());
  }

  @AfterAll
  static void stop() {
    workspaces.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4_095, 4_096, 100_000})
  void isOpenedByTheKeyringOfAws(int length) {
    byte[] value = new byte[length];

    byte[] sealed = cipher.seal(acme, CONTEXT, value);

    assertThat(sdk(SUITE).decryptData(required(acme), sealed, bound).getResult()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4_095, 4_096, 100_000})
  void opensWhatTheKeyringOfAwsSealed(int length) {
    byte[] value = new byte[length];

    byte[] sealed = sdk(SUITE).encryptData(required(acme), value, bound).getResult();

    assertThat(cipher.open(acme, CONTEXT, sealed)).isEqualTo(value);
  }

  @Test
  void opensWhatTheKeyringSealedBeforeARotation() {
    Tenant tenant = workspaces.create("turned");
    Map<String, String> context = new HashMap<>(CONTEXT);
    context.put("workspace", tenant.foundationId());
    byte[] sealed = sdk(SUITE).encryptData(required(tenant), VALUE, context).getResult();

    workspaces.rotateBranchKey(tenant);

    assertThat(cipher.open(tenant, CONTEXT, sealed)).isEqualTo(VALUE);
    byte[] anew = cipher.seal(tenant, CONTEXT, VALUE);
    assertThat(sdk(SUITE).decryptData(required(tenant), anew, context).getResult())
        .isEqualTo(VALUE);
  }

  @Test
  void refusesAStoredContextAlsoWhereItIsTheSame() {
    byte[] sealed = sdk(SUITE).encryptData(keyring(acme), VALUE, bound).getResult();

    assertRefused(sealed);
  }

  @Test
  void refusesAnotherSuite() {
    CryptoAlgorithm signing = CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY_ECDSA_P384;
    byte[] sealed = sdk(signing).encryptData(required(acme), VALUE, bound).getResult();

    assertRefused(sealed);
  }

  private void assertRefused(byte[] sealed) {
    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> cipher.open(acme, CONTEXT, sealed));
  }

  private static AwsCrypto sdk(CryptoAlgorithm suite) {
    return AwsCrypto.builder().withEncryptionAlgorithm(suite).build();
  }

  private static ICryptographicMaterialsManager required(Tenant tenant) {
    return PROVIDERS.CreateRequiredEncryptionContextCMM(
        CreateRequiredEncryptionContextCMMInput.builder()
            .underlyingCMM(keyring(tenant))
            .requiredEncryptionContextKeys(List.copyOf(bound.keySet()))
            .build());
  }

  private static ICryptographicMaterialsManager keyring(Tenant tenant) {
    return PROVIDERS.CreateDefaultCryptographicMaterialsManager(
        CreateDefaultCryptographicMaterialsManagerInput.builder()
            .keyring(
                PROVIDERS.CreateAwsKmsHierarchicalKeyring(
                    CreateAwsKmsHierarchicalKeyringInput.builder()
                        .branchKeyId(tenant.foundationId())
                        .keyStore(workspaces.keyStore(tenant))
                        .ttlSeconds(60)
                        .build()))
            .build());
  }
}
