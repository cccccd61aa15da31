// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.auth;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.JWTClaimsSetVerifier;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The claims a Cognito access token must have; no leeway, the clocks of both sides are kept by NTP.
 *
 * @param issuer the only accepted {@code iss}
 * @param clientId the only accepted {@code client_id}
 */
record AccessTokenClaims(String issuer, String clientId, Clock clock)
    implements JWTClaimsSetVerifier<SecurityContext> {

  @Override
  public void verify(JWTClaimsSet claims, @Nullable SecurityContext context)
      throws BadJWTException {
    require(issuer.equals(claims.getIssuer()), "iss");
    require(clientId.equals(claims.getClaim("client_id")), "client_id");
    require("access".equals(claims.getClaim("token_use")), "token_use");
    require(claims.getSubject() != null && !claims.getSubject().isEmpty(), "sub");
    Instant now = clock.instant();
    Instant expires = time(claims, "exp");
    require(expires != null, "exp");
    Instant notBefore = time(claims, "nbf");
    require(notBefore == null || !now.isBefore(notBefore), "nbf");
    Instant issued = time(claims, "iat");
    require(issued != null, "iat");
    if (expires == null || issued == null || !now.isBefore(last(issued, expires))) {
      throw new ExpiredTokenException();
    }
  }

  /** Changes of rights are remembered for tokens of this life only. */
  private static Instant last(Instant issued, Instant expires) {
    Instant oldest = issued.plus(NotBefore.LONGEST_TOKEN_LIFE);
    return oldest.isBefore(expires) ? oldest : expires;
  }

  private static @Nullable Instant time(JWTClaimsSet claims, String claim) throws BadJWTException {
    try {
      return claims.getDateClaim(claim) == null ? null : claims.getDateClaim(claim).toInstant();
    } catch (ParseException e) {
      throw new BadJWTException(claim, e);
    }
  }

  private static void require(boolean holds, String claim) throws BadJWTException {
    if (!holds) {
      throw new BadJWTException(claim);
    }
  }
}
