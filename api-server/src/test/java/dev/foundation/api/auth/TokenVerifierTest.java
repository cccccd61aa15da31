// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Caller;
import dev.foundation.crds.contract.GroupName;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TokenVerifierTest {

  private static final String ISSUER = "https://pool.example/eu-west-1_a";
  private static final String CLIENT = "client-1";
  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static RSAKey poolKey;
  private static RSAKey foreignKey;

  private final SettableClock clock = new SettableClock();
  private final AtomicInteger fetches = new AtomicInteger();
  private @Nullable IOException poolFailure;
  private Instant rightsChanged = Instant.MIN;
  private RSAKey offered = poolKey;
  private final TokenVerifier verifier =
      new TokenVerifier(
          ISSUER,
          CLIENT,
          new CachedKeySource(this::fetch, clock),
          (address, member, issuedAt) ->
              address.equals("foundations.acme") && issuedAt.isBefore(rightsChanged),
          clock);

  @BeforeAll
  static void makeKeys() throws JOSEException {
    poolKey = new RSAKeyGenerator(2048).keyID("pool-key").generate();
    foreignKey = new RSAKeyGenerator(2048).keyID("foreign-key").generate();
  }

  private JWKSet fetch() throws IOException {
    fetches.incrementAndGet();
    if (poolFailure != null) {
      throw poolFailure;
    }
    return new JWKSet(offered.toPublicJWK());
  }

  @Test
  void namesTheCallerAndOnlyExactGroups() {
    Caller caller = verifier.verify(bearer(poolKey, claims -> claims));

    assertThat(caller.principal().sub()).isEqualTo("sub-1");
    assertThat(caller.groups())
        .containsExactly(
            GroupName.admins("foundations", "acme"),
            new GroupName("foundations", "globex", "viewers"));
  }

  @Test
  void refusesARequestWithoutToken() {
    assertThatThrownBy(() -> verifier.verify(null))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.headers()).containsEntry("WWW-Authenticate", "Bearer"));
    refused("Basic YTpi");
    refused("Bearer not.a.token");
  }

  @Test
  void refusesTokenFromTheSecondItExpires() {
    String token = bearer(poolKey, claims -> claims);
    clock.now = NOW.plusSeconds(899);
    assertThat(verifier.verify(token).principal().sub()).isEqualTo("sub-1");

    clock.now = NOW.plusSeconds(900);
    assertThat(refused(token).detail()).contains("expired");
  }

  @Test
  void believesNoTokenForLongerThanChangesOfRightsAreRemembered() {
    String token =
        bearer(poolKey, claims -> claims.claim("exp", NOW.plusSeconds(9000).getEpochSecond()));
    clock.now = NOW.plusSeconds(899);
    assertThat(verifier.verify(token).principal().sub()).isEqualTo("sub-1");
    clock.now = NOW.plusSeconds(900);
    assertThat(refused(token).detail()).contains("expired");
    refused(bearer(poolKey, claims -> claims.claim("iat", null)));
  }

  @Test
  void namesTheWorkspacesInWhichRightsHaveChangedSince() {
    assertThat(verifier.verify(bearer(poolKey, claims -> claims)).overtaken()).isEmpty();
    String known = bearer(poolKey, claims -> claims);
    assertThat(verifier.verify(known).overtaken()).isEmpty();
    rightsChanged = NOW.plusSeconds(1);
    assertThat(verifier.verify(known).overtaken()).containsExactly("foundations.acme");
    assertThat(verifier.verify(bearer(poolKey, claims -> claims)).overtaken())
        .containsExactly("foundations.acme");
  }

  @Test
  void refusesTokenThatNeverExpires() {
    refused(bearer(poolKey, claims -> claims.claim("exp", null)));
  }

  @Test
  void refusesTokenBeforeItsTime() {
    String token =
        bearer(poolKey, claims -> claims.claim("nbf", NOW.plusSeconds(60).getEpochSecond()));
    refused(token);
    clock.now = NOW.plusSeconds(60);
    assertThat(verifier.verify(token).principal().sub()).isEqualTo("sub-1");
  }

  @Test
  void refusesTokenOfAnotherIssuerClientOrUse() {
    refused(bearer(poolKey, claims -> claims.issuer(ISSUER + "b")));
    refused(bearer(poolKey, claims -> claims.claim("client_id", "client-2")));
    refused(bearer(poolKey, claims -> claims.claim("token_use", "id")));
    refused(bearer(poolKey, claims -> claims.claim("token_use", null)));
  }

  @Test
  void refusesTokenSignedByAnotherPool() {
    refused(bearer(foreignKey, claims -> claims));
  }

  @Test
  void refusesTokenWithAKnownKeyIdButAnotherKey() throws JOSEException {
    refused(bearer(new RSAKeyGenerator(2048).keyID("pool-key").generate(), claims -> claims));
  }

  @Test
  void refusesUnsignedTokenAndOneSignedWithThePublicKeyAsSecret() throws JOSEException {
    JWTClaimsSet claims = claims().build();
    refused("Bearer " + new PlainJWT(claims).serialize());
    SignedJWT hmac =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("pool-key").build(), claims);
    hmac.sign(new MACSigner(poolKey.toRSAPublicKey().getEncoded()));
    refused("Bearer " + hmac.serialize());
  }

  @Test
  void fetchesKeysAtMostOnceInThirtySecondsForUnknownKeyIds() {
    String made = bearer(foreignKey, claims -> claims);
    for (int i = 0; i < 50; i++) {
      refused(made);
    }
    assertThat(fetches).hasValue(1);

    clock.now = NOW.plusSeconds(29);
    refused(made);
    assertThat(fetches).hasValue(1);

    clock.now = NOW.plusSeconds(30);
    refused(made);
    refused(made);
    assertThat(fetches).hasValue(2);
  }

  @Test
  void refusesAKnownTokenOnceItsKeyHasLeftThePool() throws JOSEException {
    String known = bearer(poolKey, claims -> claims);
    assertThat(verifier.verify(known).principal().sub()).isEqualTo("sub-1");
    offered = new RSAKeyGenerator(2048).keyID("pool-key").generate();
    assertThat(verifier.verify(known).principal().sub()).isEqualTo("sub-1");

    clock.now = NOW.plusSeconds(30);
    refused(bearer(foreignKey, claims -> claims));

    assertThat(fetches).hasValue(2);
    refused(known);
  }

  @Test
  void refusesAKnownTokenWithAnythingChanged() {
    String known = bearer(poolKey, claims -> claims);
    assertThat(verifier.verify(known).principal().sub()).isEqualTo("sub-1");

    for (int at = "Bearer ".length(); at < known.length() - 1; at += 7) {
      char other = known.charAt(at) == 'A' ? 'B' : 'A';
      refused(known.substring(0, at) + other + known.substring(at + 1));
    }
  }

  @Test
  void keepsKnownKeysWhenThePoolIsAway() {
    assertThat(verifier.verify(bearer(poolKey, claims -> claims)).principal().sub())
        .isEqualTo("sub-1");
    poolFailure = new IOException("away");
    Instant later = NOW.plus(Duration.ofHours(2));
    clock.now = later;
    String token =
        bearer(
            poolKey,
            claims ->
                claims
                    .claim("iat", later.getEpochSecond())
                    .claim("exp", later.plusSeconds(900).getEpochSecond()));
    assertThat(verifier.verify(token).principal().sub()).isEqualTo("sub-1");
    assertThat(fetches).hasValue(2);
  }

  @Test
  void saysUnavailableWhileNoKeyWasEverFetched() {
    poolFailure = new IOException("away");
    assertThatThrownBy(() -> verifier.verify(bearer(poolKey, claims -> claims)))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.type()).isEqualTo(ProblemType.UNAVAILABLE));
  }

  private ProblemException refused(String authorization) {
    try {
      verifier.verify(authorization);
    } catch (ProblemException e) {
      assertThat(e.type()).isEqualTo(ProblemType.UNAUTHENTICATED);
      assertThat(e.headers()).containsKey("WWW-Authenticate");
      return e;
    }
    throw new AssertionError("the token was accepted");
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .subject("sub-1")
        .claim("client_id", CLIENT)
        .claim("token_use", "access")
        .claim("iat", NOW.getEpochSecond())
        .claim("exp", NOW.plusSeconds(900).getEpochSecond())
        .claim(
            "cognito:groups",
            List.of("foundations.acme", "foundations.globex.viewers", "Foundations.acme", "acme"));
  }

  private static String bearer(RSAKey key, UnaryOperator<JWTClaimsSet.Builder> change) {
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
    try {
      SignedJWT token =
          new SignedJWT(header, reparsed(change.apply(claims()).build().toJSONObject()));
      token.sign(new RSASSASigner(key));
      return "Bearer " + token.serialize();
    } catch (JOSEException | java.text.ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Numbers become dates as they do when a token is read. */
  private static JWTClaimsSet reparsed(Map<String, Object> claims) throws java.text.ParseException {
    return JWTClaimsSet.parse(claims);
  }

  private static final class SettableClock extends Clock {
    private Instant now = NOW;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
