// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentDigestTest {

  /** The example of RFC 9530, B.1, with the body it belongs to. */
  private static final String OF_HELLO = "X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=";

  private static final byte[] HELLO = "{\"hello\": \"world\"}\n".getBytes(UTF_8);

  @Test
  void acceptsContentWithItsDigest() throws IOException {
    read("sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:");
  }

  @Test
  void ignoresAlgorithmItDoesNotKnowBesideOneItDoes() throws IOException {
    read("unixsum=:AAAA:, sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:");
  }

  @Test
  void refusesContentWithAnotherDigest() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> read("sha-256=:" + OF_HELLO + ":"))
        .satisfies(problem -> assertThat(problem.type()).isEqualTo(ProblemType.DIGEST_MISMATCH));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha-256",
        "sha-256=abc",
        "sha-256=:abc:",
        "md5=:AAAA:",
        "sha-256=:====:",
        ","
      })
  void refusesMalformedOrUncheckableDigest(String header) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> ContentDigest.of("Content-Digest", Optional.of(header)));
  }

  private static void read(String header) throws IOException {
    ContentDigest digest = ContentDigest.of("Content-Digest", Optional.of(header));
    digest.over(new ByteArrayInputStream(HELLO)).readAllBytes();
    digest.check();
  }
}
