// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.content;

import dev.foundation.api.crypto.EnvelopeCipher;
import dev.foundation.api.crypto.IntegrityException;
import dev.foundation.api.tenant.Tenant;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Real authenticated encryption under one key, bound to tenant and context; needs no key store. */
public final class ContextBoundCipher implements EnvelopeCipher {

  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key = new SecretKeySpec(new byte[32], "AES");

  @Override
  public byte[] seal(Tenant tenant, Map<String, String> context, byte[] plaintext) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, tenant, context, nonce, 0).doFinal(plaintext);
      byte[] message = Arrays.copyOf(nonce, NONCE + sealed.length);
      System.arraycopy(sealed, 0, message, NONCE, sealed.length);
      return message;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public byte[] open(Tenant tenant, Map<String, String> context, byte[] ciphertext) {
    try {
      return cipher(Cipher.DECRYPT_MODE, tenant, context, ciphertext, 0)
          .doFinal(ciphertext, NONCE, ciphertext.length - NONCE);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IntegrityException("it does not open in this context", e);
    }
  }

  private Cipher cipher(
      int mode, Tenant tenant, Map<String, String> context, byte[] nonce, int offset)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, offset, NONCE));
    String bound = tenant.foundationId() + new TreeMap<>(context);
    cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
