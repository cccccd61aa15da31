// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto.branchkey;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CommitmentPolicy;
import com.amazonaws.encryptionsdk.CryptoAlgorithm;
import com.amazonaws.encryptionsdk.ParsedCiphertext;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import software.amazon.cryptography.materialproviders.ICryptographicMaterialsManager;
import software.amazon.cryptography.materialproviders.MaterialProviders;
import software.amazon.cryptography.materialproviders.model.AlgorithmSuiteInfo;
import software.amazon.cryptography.materialproviders.model.MaterialProvidersConfig;

/** The Encryption SDK as this server uses it: key-committing, unsigned, one encrypted data key. */
final class CommittingCrypto {

  /** A 1 MiB value is 16 frames. */
  private static final int FRAME_BYTES = 64 * 1024;

  /** What fits into less is one frame, too: the SDK clears buffers of a frame's size each time. */
  private static final int SMALL_FRAME_BYTES = 4 * 1024;

  /** With its number, nonce and tag: a piece of this size is decrypted without waiting for more. */
  private static final int SEALED_FRAME_BYTES = Integer.BYTES + 12 + FRAME_BYTES + 16;

  private static final CryptoAlgorithm ALGORITHM =
      CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY;

  private static final AwsCrypto SDK = sdk(FRAME_BYTES);

  private static final AwsCrypto SMALL_SDK = sdk(SMALL_FRAME_BYTES);

  /** What materials say of the algorithm. */
  static final AlgorithmSuiteInfo SUITE =
      MaterialProviders.builder()
          .MaterialProvidersConfig(MaterialProvidersConfig.builder().build())
          .build()
          .GetAlgorithmSuiteInfo(
              ByteBuffer.allocate(Short.BYTES).putShort(ALGORITHM.getValue()).flip());

  private CommittingCrypto() {}

  private static AwsCrypto sdk(int frame) {
    return AwsCrypto.builder()
        .withCommitmentPolicy(CommitmentPolicy.RequireEncryptRequireDecrypt)
        .withEncryptionAlgorithm(ALGORITHM)
        .withMaxEncryptedDataKeys(1)
        .withEncryptionFrameSize(frame)
        .build();
  }

  /** Encrypts at once. */
  static byte[] encrypt(
      ICryptographicMaterialsManager manager, Map<String, String> context, byte[] plaintext) {
    AwsCrypto sdk = plaintext.length < SMALL_FRAME_BYTES ? SMALL_SDK : SDK;
    return sdk.encryptData(manager, plaintext, context).getResult();
  }

  /** Decrypts at once; whatever it answers is authentic. */
  static byte[] decrypt(
      ICryptographicMaterialsManager manager, Map<String, String> context, byte[] ciphertext) {
    return SDK.decryptData(manager, ciphertext, context).getResult();
  }

  /** Encrypts frame by frame from one buffer into the other. */
  static ByteBuffer encrypt(
      ICryptographicMaterialsManager manager,
      Map<String, String> context,
      ByteBuffer plaintext,
      ByteBuffer ciphertext) {
    try (OutputStream out = SDK.createEncryptingStream(manager, new Filling(ciphertext), context)) {
      // Once even of nothing: the first write is what begins the message.
      do {
        int count = Math.min(FRAME_BYTES, plaintext.remaining());
        out.write(plaintext.array(), plaintext.arrayOffset() + plaintext.position(), count);
        plaintext.position(plaintext.position() + count);
      } while (plaintext.hasRemaining());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ciphertext;
  }

  /** Decrypts frame by frame; only when it returns is the whole authentic. */
  static ByteBuffer decrypt(
      ICryptographicMaterialsManager manager,
      Map<String, String> context,
      byte[] ciphertext,
      ByteBuffer plaintext) {
    try (OutputStream out =
        SDK.createUnsignedMessageDecryptingStream(manager, new Filling(plaintext), context)) {
      int begin = new ParsedCiphertext(ciphertext).getOffset();
      out.write(ciphertext, 0, begin);
      for (int at = begin; at < ciphertext.length; at += SEALED_FRAME_BYTES) {
        out.write(ciphertext, at, Math.min(SEALED_FRAME_BYTES, ciphertext.length - at));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return plaintext;
  }

  /** Puts what is written into a buffer. */
  private static final class Filling extends OutputStream {
    private final ByteBuffer buffer;

    Filling(ByteBuffer buffer) {
      this.buffer = buffer;
    }

    @Override
    public void write(int value) {
      buffer.put((byte) value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      buffer.put(bytes, offset, length);
    }
  }
}
