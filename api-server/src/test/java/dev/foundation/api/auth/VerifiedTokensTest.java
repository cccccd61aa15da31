// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.foundation.api.testing.TestTokens;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {

  private final AtomicReference<JWKSet> keys = new AtomicReference<>(TestTokens.keys());
  private final VerifiedTokens tokens =
      new VerifiedTokens(
          (selector, context) -> selector.select(keys.get()),
          new AccessTokenClaims(TestTokens.ISSUER, TestTokens.CLIENT, Clock.systemUTC()));

  @Test
  void readsATokenOnceAsLongAsThePoolHasItsKey() throws Exception {
    String token = TestTokens.of("foundations.acme");
    JWTClaimsSet first = tokens.claims(token);
    assertThat(tokens.claims(token)).isSameAs(first);

    keys.set(TestTokens.keys());
    assertThat(tokens.claims(token)).isSameAs(first);

    keys.set(new JWKSet());
    assertThatExceptionOfType(BadJOSEException.class).isThrownBy(() -> tokens.claims(token));
  }
}
