// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto;

import dev.foundation.api.tenant.Tenant;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * Encrypts and authenticates a value under the workspace's branch key, bound to what it is.
 *
 * <p>The context says what the value is; the cipher adds {@code workspace}. It is required and not
 * stored: whoever opens the value must say the same, so a moved or swapped ciphertext does not
 * open.
 */
public interface EnvelopeCipher {

  /**
   * Seals a value; two seals of the same value differ.
   *
   * @param context keys of {@code EncryptionContextKeys} other than {@code workspace}
   * @return an AWS Encryption SDK message; its length depends on the lengths of the plaintext and
   *     of the stored names only, never on the context's values
   * @throws dev.foundation.api.problem.ProblemException {@code unavailable} if the key cannot be
   *     used
   */
  byte[] seal(Tenant tenant, Map<String, String> context, byte[] plaintext);

  /**
   * The same for a large value that is not to be copied.
   *
   * @param plaintext read to its limit
   * @param sealed takes what {@code seal} would return
   */
  default void seal(
      Tenant tenant, Map<String, String> context, ByteBuffer plaintext, ByteBuffer sealed) {
    byte[] value = new byte[plaintext.remaining()];
    plaintext.get(value);
    sealed.put(seal(tenant, context, value));
  }

  /**
   * Opens a sealed value.
   *
   * @param context exactly what was given to {@code seal}
   * @throws IntegrityException if the ciphertext is not what this workspace sealed in this context
   * @throws dev.foundation.api.problem.ProblemException {@code unavailable} if the key cannot be
   *     used
   */
  byte[] open(Tenant tenant, Map<String, String> context, byte[] ciphertext);

  /**
   * The same for a large value that is not to be copied.
   *
   * @param plaintext takes what {@code open} would return; of one that does not open it may have a
   *     part, which nobody may look at
   * @throws IntegrityException also if it has not that much room
   */
  default void open(
      Tenant tenant, Map<String, String> context, byte[] ciphertext, ByteBuffer plaintext) {
    byte[] value = open(tenant, context, ciphertext);
    if (value.length > plaintext.remaining()) {
      throw new IntegrityException("a sealed value is longer than it may be");
    }
    plaintext.put(value);
  }
}
