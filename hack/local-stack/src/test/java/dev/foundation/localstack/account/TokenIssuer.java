// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.account;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;

/** Issues ServiceAccount tokens as a cluster does. */
public final class TokenIssuer {

  private final String issuer;
  private final ECKey key;

  /** A new issuer with a key of its own. */
  public TokenIssuer(String issuer) {
    this(issuer, "test");
  }

  /** As above, with a name for the key. */
  public TokenIssuer(String issuer, String keyId) {
    this.issuer = issuer;
    try {
      key = new ECKeyGenerator(Curve.P_256).keyID(keyId).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The public key as an issuer publishes it. */
  public String jwks() {
    return new JWKSet(key.toPublicJWK()).toString();
  }

  String token(String serviceAccount) {
    return token(serviceAccount, "sts.amazonaws.com", Instant.now().plusSeconds(600));
  }

  /** A signed token. */
  public String token(String serviceAccount, String audience, Instant expiry) {
    try {
      SignedJWT jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
              new JWTClaimsSet.Builder()
                  .issuer(issuer)
                  .subject("system:serviceaccount:" + serviceAccount)
                  .audience(audience)
                  .claim("exp", expiry.getEpochSecond())
                  .build());
      jwt.sign(new ECDSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
