// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto.branchkey.materials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.foundation.api.crypto.IntegrityException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.cryptography.keystore.model.BranchKeyMaterials;

class BranchKeyTest {

  private static final UUID VERSION = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
  private static final byte[] DATA_KEY = new byte[BranchKey.DATA_KEY_BYTES];
  private static final byte[] CONTEXT = ContextBytes.of(Map.of("id", "1"));

  private final BranchKey key = key("acme", VERSION, 7);

  private static BranchKey key(String id, UUID version, int value) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) value;
    return BranchKey.of(
        BranchKeyMaterials.builder()
            .branchKeyIdentifier(id)
            .branchKeyVersion(version.toString())
            .encryptionContext(Map.of())
            .branchKey(ByteBuffer.wrap(bytes))
            .build());
  }

  @Test
  void unwrapsWhatItWrapped() {
    ByteBuffer wrapped = key.wrap(DATA_KEY, CONTEXT);

    assertThat(BranchKey.versionIn(wrapped)).isEqualTo(VERSION);
    assertThat(key.unwrap(wrapped, CONTEXT)).isEqualTo(DATA_KEY);
    assertThat(key.wrap(DATA_KEY, CONTEXT)).isNotEqualTo(wrapped);
  }

  @Test
  void unwrapsInItsContextAndByItselfOnly() {
    ByteBuffer wrapped = key.wrap(DATA_KEY, CONTEXT);

    refuses(key, wrapped, ContextBytes.of(Map.of("id", "2")));
    refuses(key, wrapped, ContextBytes.of(Map.of()));
    refuses(key("globex", VERSION, 7), wrapped, CONTEXT);
    refuses(key("acme", new UUID(1, 2), 7), wrapped, CONTEXT);
    refuses(key("acme", VERSION, 8), wrapped, CONTEXT);
  }

  @Test
  void refusesEveryFlippedBitButThoseOfTheVersionThatChoosesTheKey() {
    byte[] wrapped = bytes(key.wrap(DATA_KEY, CONTEXT));

    for (int at = 0; at < wrapped.length; at++) {
      byte[] flipped = wrapped.clone();
      flipped[at] ^= 1;
      if (BranchKey.versionIn(ByteBuffer.wrap(flipped)).equals(VERSION)) {
        refuses(key, ByteBuffer.wrap(flipped), CONTEXT);
      }
    }
  }

  @Test
  void refusesAnotherLength() {
    byte[] wrapped = bytes(key.wrap(DATA_KEY, CONTEXT));

    for (int length : new int[] {0, wrapped.length - 1, wrapped.length + 1}) {
      assertThatExceptionOfType(IntegrityException.class)
          .isThrownBy(() -> BranchKey.versionIn(ByteBuffer.wrap(Arrays.copyOf(wrapped, length))));
    }
  }

  @Test
  void noTwoContextsHaveTheSameBytes() {
    assertThat(ContextBytes.of(Map.of("a", "bc"))).isNotEqualTo(ContextBytes.of(Map.of("ab", "c")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ContextBytes.of(Map.of("a", "b".repeat(0x1_0000))));
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static void refuses(BranchKey key, ByteBuffer wrapped, byte[] context) {
    assertThatExceptionOfType(IntegrityException.class)
        .isThrownBy(() -> key.unwrap(wrapped, context));
  }
}
