// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto.branchkey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class DerivedKeysTest {

  private static final byte[] BEACON = HexFormat.of().parseHex("0b".repeat(32));

  private final DerivedKeys keys = new DerivedKeys(ByteBuffer.wrap(BEACON));

  @Test
  void followsRfc5869() throws Exception {
    byte[] pseudorandom = hmac(new byte[32], BEACON);
    byte[] info = "document".getBytes(UTF_8);
    byte[] expected = hmac(pseudorandom, Arrays.copyOf(info, info.length + 1), 1);

    assertThat(keys.key("document", "HmacSHA256").getEncoded()).isEqualTo(expected);
  }

  @Test
  void givesEveryPurposeItsOwnKey() {
    assertThat(keys.key("document", "AES").getEncoded())
        .isNotEqualTo(keys.key("file", "AES").getEncoded());
  }

  @Test
  void keepsPartsApart() {
    assertThat(LengthPrefixed.join("ab", "c")).isNotEqualTo(LengthPrefixed.join("a", "bc"));
    assertThat(LengthPrefixed.join("é"))
        .isEqualTo(new byte[] {0, 0, 0, 2, (byte) 0xc3, (byte) 0xa9});
  }

  private static byte[] hmac(byte[] key, byte[] data, int counter) throws Exception {
    data[data.length - 1] = (byte) counter;
    return hmac(key, data);
  }

  private static byte[] hmac(byte[] key, byte[] data) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(data);
  }
}
