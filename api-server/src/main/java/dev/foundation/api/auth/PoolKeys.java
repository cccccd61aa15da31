// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.KeyConverter;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.Key;
import java.security.PublicKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys that may have signed a token: RS256 only, each turned into a key of Java once. */
final class PoolKeys implements JWSKeySelector<SecurityContext> {

  private final JWKSource<SecurityContext> source;

  /** By identity: a key that was fetched again is another. */
  private final Cache<JWK, List<Key>> converted = Caffeine.newBuilder().weakKeys().build();

  PoolKeys(JWKSource<SecurityContext> source) {
    this.source = source;
  }

  /** Those of the pool's keys that a token with this header may be signed with. */
  @Override
  public List<Key> selectJWSKeys(JWSHeader header, @Nullable SecurityContext context)
      throws KeySourceException {
    if (!JWSAlgorithm.RS256.equals(header.getAlgorithm())) {
      return List.of();
    }
    return source.get(new JWKSelector(JWKMatcher.forJWSHeader(header)), context).stream()
        .flatMap(key -> converted.get(key, PoolKeys::convert).stream())
        .toList();
  }

  private static List<Key> convert(JWK key) {
    return KeyConverter.toJavaKeys(List.of(key)).stream()
        .filter(PublicKey.class::isInstance)
        .toList();
  }
}
