// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto.branchkey;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.foundation.api.crypto.CursorCodec;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Cursors as base64url of a random 96-bit nonce, the ciphertext and its 128-bit tag.
 *
 * <p>Random nonces are safe for 2^32 cursors of one workspace (NIST SP 800-38D, 8.3).
 */
public final class AesGcmCursorCodec implements CursorCodec {

  private static final String INFO = "cursor";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final BranchKeys keys;
  private final SecureRandom random = new SecureRandom();

  /** A codec with these keys. */
  public AesGcmCursorCodec(BranchKeys keys) {
    this.keys = keys;
  }

  @Override
  public String encode(Tenant tenant, String scope, String position) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, tenant, scope, nonce);
      byte[] plaintext = position.getBytes(UTF_8);
      byte[] cursor = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(plaintext.length));
      cipher.doFinal(plaintext, 0, plaintext.length, cursor, NONCE_BYTES);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
  }

  @Override
  public String decode(Tenant tenant, String scope, String cursor) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      if (bytes.length <= NONCE_BYTES) {
        throw invalid();
      }
      byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, tenant, scope, nonce);
      return new String(cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES), UTF_8);
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      throw invalid();
    }
  }

  private Cipher cipher(int mode, Tenant tenant, String scope, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode, keys.of(tenant).derived().key(INFO, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(LengthPrefixed.join(tenant.foundationId(), scope));
    return cipher;
  }

  private static ProblemException invalid() {
    return new ProblemException(
        ProblemType.INVALID_CURSOR, "cursor must be the nextCursor of the same list.");
  }
}
