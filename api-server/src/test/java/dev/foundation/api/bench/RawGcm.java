// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The JDK's AES-256-GCM over a content in frames of the Encryption SDK's size, and nothing else.
 */
final class RawGcm {

  private static final int FRAME = 64 * 1024;
  private static final int TAG = 16;
  private static final int NONCE = 12;
  private static final SecretKeySpec KEY = new SecretKeySpec(new byte[32], "AES");

  /** Kept of what was sealed, to be opened again and again: it is all the same to AES. */
  private static final int KEPT = 128;

  private final long size;
  private final byte[][] sealed = new byte[KEPT][FRAME + TAG];

  RawGcm(long size) {
    this.size = size;
  }

  void seal() throws IOException {
    byte[] plain = new byte[FRAME];
    try (InputStream in = new Content(size)) {
      for (int frame = 0; in.readNBytes(plain, 0, FRAME) > 0; frame++) {
        var _ = cipher(Cipher.ENCRYPT_MODE, frame).doFinal(plain, 0, FRAME, sealed[frame % KEPT]);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  void open() {
    byte[] plain = new byte[FRAME];
    try {
      for (int frame = 0; frame < size / FRAME; frame++) {
        byte[] bytes = sealed[frame % KEPT];
        var _ = cipher(Cipher.DECRYPT_MODE, frame).doFinal(bytes, 0, bytes.length, plain);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Cipher cipher(int mode, int frame) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    byte[] nonce = ByteBuffer.allocate(NONCE).putInt(frame % KEPT).array();
    cipher.init(mode, KEY, new GCMParameterSpec(TAG * Byte.SIZE, nonce));
    return cipher;
  }
}
