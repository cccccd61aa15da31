// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.util.List;

/** Access tokens as the user pool makes them, valid for a quarter of an hour of real time. */
public final class TestTokens {

  /** The pool's {@code iss}. */
  public static final String ISSUER = "https://pool.example";

  /** The app client. */
  public static final String CLIENT = "client-1";

  private static final RSAKey KEY = key();

  private TestTokens() {}

  /** The pool's public keys. */
  public static JWKSet keys() {
    return new JWKSet(KEY.toPublicJWK());
  }

  /** A token of {@code sub-1}, who is in these groups. */
  public static String of(String... groups) {
    return ofSub("sub-1", groups);
  }

  /** A token of this member, who is in these groups. */
  public static String ofSub(String sub, String... groups) {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .subject(sub)
            .claim("client_id", CLIENT)
            .claim("token_use", "access")
            .claim("iat", Clock.systemUTC().instant().getEpochSecond())
            .claim("exp", Clock.systemUTC().instant().getEpochSecond() + 900)
            .claim("cognito:groups", List.of(groups))
            .build();
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY.getKeyID()).build(), claims);
      token.sign(new RSASSASigner(KEY));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RSAKey key() {
    try {
      return new RSAKeyGenerator(2048).keyID("pool-key").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
