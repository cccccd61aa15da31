// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.identifiers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RandomIdentifiersTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

  private final RandomIdentifiers identifiers = new RandomIdentifiers();

  @Test
  void makesUuidsOfVersionSevenInOrderOfTime() {
    UUID id = UUID.fromString(identifiers.id(NOW));

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    assertThat(identifiers.id(NOW.plusMillis(1))).isGreaterThan(id.toString());
  }

  @Test
  void repeatsNothing() {
    assertThat(identifiers.id(NOW)).isNotEqualTo(identifiers.id(NOW));
    assertThat(identifiers.etag()).isNotEqualTo(identifiers.etag()).hasSize(22);
  }
}
