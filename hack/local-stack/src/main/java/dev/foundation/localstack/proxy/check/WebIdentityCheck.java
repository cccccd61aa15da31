// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.proxy.check;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import dev.foundation.localstack.proxy.call.AwsError;
import dev.foundation.localstack.proxy.call.AwsRequest;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Verifies the token of AssumeRoleWithWebIdentity as STS does: signature by the issuer's JWKS,
 * issuer, audience and expiry.
 */
public final class WebIdentityCheck implements RequestCheck {

  private final Supplier<String> jwks;
  private final String issuer;
  private final String audience;

  /**
   * Checks tokens of one issuer.
   *
   * @param jwks gives the issuer's key set as JSON; asked for every token, so that new keys count
   * @param issuer the {@code iss} claim, with its scheme
   */
  public WebIdentityCheck(Supplier<String> jwks, String issuer, String audience) {
    this.jwks = jwks;
    this.issuer = issuer;
    this.audience = audience;
  }

  @Override
  public Optional<AwsError> refuse(AwsRequest request) {
    if (!"AssumeRoleWithWebIdentity".equals(request.action())) {
      return Optional.empty();
    }
    String token = request.body().form().getOrDefault("WebIdentityToken", "");
    try {
      processor().process(token, null);
      return Optional.empty();
    } catch (ExpiredJWTException expired) {
      return Optional.of(new AwsError(400, "ExpiredTokenException", "Token expired"));
    } catch (BadJOSEException | ParseException | JOSEException invalid) {
      return Optional.of(
          new AwsError(400, "InvalidIdentityToken", "Token refused: " + invalid.getMessage()));
    }
  }

  private DefaultJWTProcessor<SecurityContext> processor() throws ParseException {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256),
            new ImmutableJWKSet<>(JWKSet.parse(jwks.get()))));
    DefaultJWTClaimsVerifier<SecurityContext> claims =
        new DefaultJWTClaimsVerifier<>(
            audience, new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("sub", "exp"));
    claims.setMaxClockSkew(0);
    processor.setJWTClaimsSetVerifier(claims);
    return processor;
  }
}
