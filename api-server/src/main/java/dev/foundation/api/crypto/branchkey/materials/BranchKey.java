// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto.branchkey.materials;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.foundation.api.crypto.IntegrityException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.cryptography.keystore.model.BranchKeyMaterials;

/**
 * One version of a branch key. It wraps each data key by AES-256-GCM under a key of its own, which
 * HMAC-SHA256 in counter mode (NIST SP 800-108) derives from the branch key and a random salt.
 *
 * <p>Wrapped: salt, nonce, version, ciphertext and tag; the associated data are the provider, the
 * branch key's id, the version and the encryption context (AWS Encryption SDK, hierarchical
 * keyring).
 */
final class BranchKey {

  /** Both the keyring's name in a message and the label of the derivation. */
  static final String PROVIDER = "aws-kms-hierarchy";

  static final int DATA_KEY_BYTES = 32;

  private static final String HMAC = "HmacSHA256";
  private static final int SALT_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int VERSION_BYTES = 16;
  private static final int TAG_BYTES = 16;
  private static final int WRAPPED_BYTES =
      SALT_BYTES + NONCE_BYTES + VERSION_BYTES + DATA_KEY_BYTES + TAG_BYTES;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] id;
  private final UUID version;
  private final SecretKey key;

  private BranchKey(byte[] id, UUID version, SecretKey key) {
    this.id = id;
    this.version = version;
    this.key = key;
  }

  static BranchKey of(BranchKeyMaterials materials) {
    byte[] key = new byte[materials.branchKey().remaining()];
    materials.branchKey().duplicate().get(key);
    return new BranchKey(
        materials.branchKeyIdentifier().getBytes(UTF_8),
        UUID.fromString(materials.branchKeyVersion()),
        new SecretKeySpec(key, HMAC));
  }

  UUID version() {
    return version;
  }

  /**
   * The version that wrapped this.
   *
   * @throws IntegrityException if it has another length than all that is wrapped
   */
  static UUID versionIn(ByteBuffer wrapped) {
    if (wrapped.remaining() != WRAPPED_BYTES) {
      throw new IntegrityException("a data key is wrapped in another format");
    }
    int at = wrapped.position() + SALT_BYTES + NONCE_BYTES;
    return new UUID(wrapped.getLong(at), wrapped.getLong(at + Long.BYTES));
  }

  /** Wraps a data key, bound to this context. */
  ByteBuffer wrap(byte[] dataKey, byte[] context) {
    byte[] random = new byte[SALT_BYTES + NONCE_BYTES];
    RANDOM.nextBytes(random);
    ByteBuffer wrapped = ByteBuffer.allocate(WRAPPED_BYTES).put(random);
    wrapped.putLong(version.getMostSignificantBits()).putLong(version.getLeastSignificantBits());
    try {
      cipher(Cipher.ENCRYPT_MODE, random, context).doFinal(ByteBuffer.wrap(dataKey), wrapped);
    } catch (GeneralSecurityException e) {
      throw unsupported(e);
    }
    return wrapped.flip();
  }

  /**
   * The data key that {@link #wrap} was given.
   *
   * @throws IntegrityException if this key did not wrap it in this context
   */
  byte[] unwrap(ByteBuffer wrapped, byte[] context) {
    byte[] random = new byte[SALT_BYTES + NONCE_BYTES];
    ByteBuffer sealed = wrapped.duplicate().get(random);
    byte[] dataKey = new byte[DATA_KEY_BYTES];
    sealed.position(sealed.position() + VERSION_BYTES);
    try {
      cipher(Cipher.DECRYPT_MODE, random, context).doFinal(sealed, ByteBuffer.wrap(dataKey));
      return dataKey;
    } catch (javax.crypto.AEADBadTagException e) {
      throw new IntegrityException("a data key was not wrapped in its context", e);
    } catch (GeneralSecurityException e) {
      throw unsupported(e);
    }
  }

  private Cipher cipher(int mode, byte[] random, byte[] context) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode,
        derived(random),
        new GCMParameterSpec(TAG_BYTES * Byte.SIZE, random, SALT_BYTES, NONCE_BYTES));
    cipher.updateAAD(PROVIDER.getBytes(UTF_8));
    cipher.updateAAD(id);
    cipher.updateAAD(
        ByteBuffer.allocate(VERSION_BYTES)
            .putLong(version.getMostSignificantBits())
            .putLong(version.getLeastSignificantBits())
            .flip());
    cipher.updateAAD(context);
    return cipher;
  }

  /** One block of HMAC-SHA256 is the whole key: counter, label, zero, salt, bits. */
  private SecretKey derived(byte[] salt) throws GeneralSecurityException {
    Mac mac = Mac.getInstance(HMAC);
    mac.init(key);
    byte[] label = PROVIDER.getBytes(UTF_8);
    ByteBuffer input =
        ByteBuffer.allocate(Integer.BYTES + label.length + 1 + SALT_BYTES + Integer.BYTES)
            .putInt(1)
            .put(label)
            .put((byte) 0)
            .put(salt, 0, SALT_BYTES)
            .putInt(DATA_KEY_BYTES * Byte.SIZE)
            .flip();
    mac.update(input);
    return new SecretKeySpec(mac.doFinal(), "AES");
  }

  private static IllegalStateException unsupported(GeneralSecurityException failure) {
    return new IllegalStateException("every Java has AES-GCM and HMAC-SHA256", failure);
  }
}
