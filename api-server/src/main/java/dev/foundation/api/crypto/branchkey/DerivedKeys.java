// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto.branchkey;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/** Keys of 256 bits that HKDF-SHA256 (RFC 5869) derives from one beacon key, one per purpose. */
final class DerivedKeys {

  private static final int KEY_BYTES = 32;

  private final byte[] beaconKey;
  private final Map<String, SecretKey> keys = new ConcurrentHashMap<>();

  DerivedKeys(ByteBuffer beaconKey) {
    this.beaconKey = new byte[beaconKey.remaining()];
    beaconKey.duplicate().get(this.beaconKey);
  }

  /**
   * The key of one purpose.
   *
   * @param info part of the stored format; as many as there are purposes and indexed fields
   * @param algorithm what the key is used with
   */
  SecretKey key(String info, String algorithm) {
    return keys.computeIfAbsent(info, absent -> derive(info, algorithm));
  }

  private SecretKey derive(String info, String algorithm) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              algorithm,
              HKDFParameterSpec.ofExtract()
                  .addIKM(beaconKey)
                  .thenExpand(info.getBytes(UTF_8), KEY_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java 25 has HKDF-SHA256", e);
    }
  }
}
