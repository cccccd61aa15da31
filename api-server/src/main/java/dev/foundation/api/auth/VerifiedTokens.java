// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.nio.ByteBuffer;
import java.security.Key;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.util.List;

/**
 * Claims of signed tokens. A client sends one token with many requests: its signature is verified
 * with the first of them. With each it is checked that the pool still has the key, and what the
 * claims say of time and place.
 */
final class VerifiedTokens {

  /** Some 16 MiB of claims at most: a token has 40 groups at most. */
  private static final int MOST = 2_000;

  private final PoolKeys keys;
  private final AccessTokenClaims rules;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  /** By the token's SHA-256, so that no token is kept. Who adds one does the upkeep, too. */
  private final Cache<ByteBuffer, Verified> verified =
      Caffeine.newBuilder()
          .maximumSize(MOST)
          .expireAfterWrite(NotBefore.LONGEST_TOKEN_LIFE)
          .executor(Runnable::run)
          .build();

  /**
   * What came of a token.
   *
   * @param header which names its key
   * @param offered the pool's keys of that name as they were then
   */
  private record Verified(JWTClaimsSet claims, JWSHeader header, List<Key> offered) {}

  /** Tokens signed with these keys, whose claims follow these rules. */
  VerifiedTokens(JWKSource<SecurityContext> keys, AccessTokenClaims rules) {
    this.keys = new PoolKeys(keys);
    this.rules = rules;
    processor.setJWSKeySelector(this.keys);
    processor.setJWTClaimsSetVerifier(rules);
  }

  /**
   * The claims of a token that is valid now.
   *
   * @throws KeySourceException if the pool's keys cannot be had
   */
  JWTClaimsSet claims(String token) throws ParseException, BadJOSEException, JOSEException {
    ByteBuffer digest = digest(token);
    Verified known = verified.getIfPresent(digest);
    if (known != null && known.offered().equals(keys.selectJWSKeys(known.header(), null))) {
      return checked(known.claims());
    }
    SignedJWT signed = SignedJWT.parse(token);
    // Asked for before the signature is verified: should they change meanwhile, the next request
    // finds others and verifies again.
    List<Key> offered = keys.selectJWSKeys(signed.getHeader(), null);
    JWTClaimsSet claims = processor.process(signed, null);
    verified.put(digest, new Verified(claims, signed.getHeader(), offered));
    return claims;
  }

  private JWTClaimsSet checked(JWTClaimsSet claims) throws BadJWTException {
    rules.verify(claims, null);
    return claims;
  }

  private static ByteBuffer digest(String token) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
