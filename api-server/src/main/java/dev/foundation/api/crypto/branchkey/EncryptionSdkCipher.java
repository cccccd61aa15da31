// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto.branchkey;

import dev.foundation.api.aws.AwsFailures;
import dev.foundation.api.crypto.EnvelopeCipher;
import dev.foundation.api.crypto.IntegrityException;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.crds.contract.EncryptionContextKeys;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import software.amazon.cryptography.materialproviders.ICryptographicMaterialsManager;

/**
 * Envelope encryption by the AWS Encryption SDK: key-committing AES-256-GCM without signature, one
 * encrypted data key, every context key required.
 */
public final class EncryptionSdkCipher implements EnvelopeCipher {

  private final BranchKeys keys;

  /** A cipher with these keys. */
  public EncryptionSdkCipher(BranchKeys keys) {
    this.keys = keys;
  }

  @Override
  public byte[] seal(Tenant tenant, Map<String, String> context, byte[] plaintext) {
    Map<String, String> bound = boundTo(tenant, context);
    ICryptographicMaterialsManager manager = keys.of(tenant).materials();
    return sealing(() -> CommittingCrypto.encrypt(manager, bound, plaintext));
  }

  @Override
  public void seal(
      Tenant tenant, Map<String, String> context, ByteBuffer plaintext, ByteBuffer sealed) {
    Map<String, String> bound = boundTo(tenant, context);
    ICryptographicMaterialsManager manager = keys.of(tenant).materials();
    sealing(() -> CommittingCrypto.encrypt(manager, bound, plaintext, sealed));
  }

  @Override
  public byte[] open(Tenant tenant, Map<String, String> context, byte[] ciphertext) {
    Map<String, String> bound = boundTo(tenant, context);
    ICryptographicMaterialsManager manager = keys.of(tenant).materials();
    return opening(ciphertext, () -> CommittingCrypto.decrypt(manager, bound, ciphertext));
  }

  @Override
  public void open(
      Tenant tenant, Map<String, String> context, byte[] ciphertext, ByteBuffer plaintext) {
    Map<String, String> bound = boundTo(tenant, context);
    ICryptographicMaterialsManager manager = keys.of(tenant).materials();
    opening(ciphertext, () -> CommittingCrypto.decrypt(manager, bound, ciphertext, plaintext));
  }

  /** What is sealed and how does not depend on the caller: only the key can be missing. */
  private static <T> T sealing(Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      throw AwsFailures.unavailable(e);
    }
  }

  private static <T> T opening(byte[] ciphertext, Supplier<T> call) {
    try {
      T opened = call.get();
      FrameNumbers.check(ciphertext);
      return opened;
    } catch (IntegrityException e) {
      throw e;
    } catch (RuntimeException e) {
      if (KeyFailures.isOfService(e)) {
        throw AwsFailures.unavailable(e);
      }
      throw new IntegrityException("a sealed value did not open in its context", e);
    }
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
