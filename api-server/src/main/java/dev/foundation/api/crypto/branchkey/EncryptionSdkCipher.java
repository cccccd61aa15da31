// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto.branchkey;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CommitmentPolicy;
import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import dev.foundation.api.aws.AwsFailures;
import dev.foundation.api.crypto.EnvelopeCipher;
import dev.foundation.api.crypto.IntegrityException;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.crds.contract.EncryptionContextKeys;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import software.amazon.cryptography.materialproviders.ICryptographicMaterialsManager;

/**
 * Envelope encryption by the AWS Encryption SDK: key-committing AES-256-GCM without signature, one
 * encrypted data key, every context key required.
 */
public final class EncryptionSdkCipher implements EnvelopeCipher {

  /** A 1 MiB value is 16 frames; a small one does not pay for a large buffer. */
  private static final int FRAME_BYTES = 64 * 1024;

  private final BranchKeys keys;
  private final AwsCrypto crypto =
      AwsCrypto.builder()
          .withCommitmentPolicy(CommitmentPolicy.RequireEncryptRequireDecrypt)
          .withEncryptionAlgorithm(CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY)
          .withMaxEncryptedDataKeys(1)
          .withEncryptionFrameSize(FRAME_BYTES)
          .build();

  /** A cipher with these keys. */
  public EncryptionSdkCipher(BranchKeys keys) {
    this.keys = keys;
  }

  @Override
  public byte[] seal(Tenant tenant, Map<String, String> context, byte[] plaintext) {
    Map<String, String> bound = boundTo(tenant, context);
    try {
      return crypto.encryptData(requiring(tenant, bound), plaintext, bound).getResult();
    } catch (RuntimeException e) {
      // What is sealed and how does not depend on the caller: only the key can be missing.
      throw AwsFailures.unavailable(e);
    }
  }

  @Override
  public byte[] open(Tenant tenant, Map<String, String> context, byte[] ciphertext) {
    Map<String, String> bound = boundTo(tenant, context);
    try {
      return crypto.decryptData(requiring(tenant, bound), ciphertext, bound).getResult();
    } catch (RuntimeException e) {
      if (KeyFailures.isOfService(e)) {
        throw AwsFailures.unavailable(e);
      }
      throw new IntegrityException("a sealed value did not open in its context", e);
    }
  }

  private ICryptographicMaterialsManager requiring(Tenant tenant, Map<String, String> bound) {
    return keys.of(tenant).requiring(bound.keySet());
  }

  private static Map<String, String> boundTo(Tenant tenant, Map<String, String> context) {
    Map<String, String> bound = new HashMap<>(context);
    if (bound.put(EncryptionContextKeys.WORKSPACE, Objects.requireNonNull(tenant.foundationId()))
        != null) {
      throw new IllegalArgumentException("the cipher itself names the workspace");
    }
    return bound;
  }
}
