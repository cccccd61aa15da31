// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.proxy.check;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import dev.foundation.localstack.proxy.call.AwsError;
import dev.foundation.localstack.proxy.call.AwsRequest;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies the token of AssumeRoleWithWebIdentity as STS does: signature by the issuer's JWKS,
 * issuer, audience and expiry.
 */
public final class WebIdentityCheck implements RequestCheck {

  private static final Duration KEYS_LIVE = Duration.ofMinutes(15);
  private static final Duration FETCH_WITHIN = Duration.ofSeconds(15);

  private final DefaultJWTProcessor<SecurityContext> processor;

  /**
   * Checks tokens of one issuer.
   *
   * @param jwks where the issuer's key set is; fetched again when a token names an unknown key
   * @param retriever fetches it
   * @param issuer the {@code iss} claim, with its scheme
   */
  public WebIdentityCheck(URI jwks, ResourceRetriever retriever, String issuer, String audience) {
    try {
      processor = processor(keys(jwks.toURL(), retriever), issuer, audience);
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("no URL of a key set: " + jwks, e);
    }
  }

  @Override
  public Optional<AwsError> refuse(AwsRequest request) {
    if (!"AssumeRoleWithWebIdentity".equals(request.action())) {
      return Optional.empty();
    }
    String token = request.body().form().getOrDefault("WebIdentityToken", "");
    try {
      processor.process(token, null);
      return Optional.empty();
    } catch (ExpiredJWTException expired) {
      return Optional.of(new AwsError(400, "ExpiredTokenException", "Token expired"));
    } catch (BadJOSEException | ParseException | JOSEException invalid) {
      return Optional.of(
          new AwsError(400, "InvalidIdentityToken", "Token refused: " + invalid.getMessage()));
    }
  }

  private static JWKSource<SecurityContext> keys(URL jwks, ResourceRetriever retriever) {
    return JWKSourceBuilder.create(jwks, retriever)
        .cache(KEYS_LIVE.toMillis(), FETCH_WITHIN.toMillis())
        .refreshAheadCache(false)
        .rateLimited(false)
        .build();
  }

  private static DefaultJWTProcessor<SecurityContext> processor(
      JWKSource<SecurityContext> keys, String issuer, String audience) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256), keys));
    DefaultJWTClaimsVerifier<SecurityContext> claims =
        new DefaultJWTClaimsVerifier<>(
            audience, new JWTClaimsSet.Builder().issuer(issuer).build(), Set.of("sub", "exp"));
    claims.setMaxClockSkew(0);
    processor.setJWTClaimsSetVerifier(claims);
    return processor;
  }
}
