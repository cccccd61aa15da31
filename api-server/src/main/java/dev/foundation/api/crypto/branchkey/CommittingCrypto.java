// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto.branchkey;

import com.amazonaws.encryptionsdk.AwsCrypto;
import com.amazonaws.encryptionsdk.CommitmentPolicy;
import com.amazonaws.encryptionsdk.CryptoAlgorithm;

/** The Encryption SDK as this server uses it: key-committing, unsigned, one encrypted data key. */
final class CommittingCrypto {

  /** A 1 MiB value is 16 frames; a small one does not pay for a large buffer. */
  private static final int FRAME_BYTES = 64 * 1024;

  static final AwsCrypto SDK =
      AwsCrypto.builder()
          .withCommitmentPolicy(CommitmentPolicy.RequireEncryptRequireDecrypt)
          .withEncryptionAlgorithm(CryptoAlgorithm.ALG_AES_256_GCM_HKDF_SHA512_COMMIT_KEY)
          .withMaxEncryptedDataKeys(1)
          .withEncryptionFrameSize(FRAME_BYTES)
          .build();

  private CommittingCrypto() {}
}
