// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.proxy.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Resource;
import dev.foundation.localstack.account.TokenIssuer;
import dev.foundation.localstack.proxy.call.AwsError;
import dev.foundation.localstack.proxy.call.AwsRequest;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WebIdentityCheckTest {

  private static final String ISSUER = "https://cluster.example";
  private static final String AUDIENCE = "sts.amazonaws.com";

  private final Instant later = Instant.now().plusSeconds(600);
  private final AtomicInteger fetches = new AtomicInteger();
  private TokenIssuer cluster = new TokenIssuer(ISSUER, "first");
  private final WebIdentityCheck check =
      new WebIdentityCheck(
          URI.create(ISSUER + "/openid/v1/jwks"),
          url -> {
            fetches.incrementAndGet();
            return new Resource(cluster.jwks(), "application/json");
          },
          ISSUER,
          AUDIENCE);

  @Test
  void letsATokenOfTheClusterPass() {
    assertThat(refusal(cluster.token("ns:app", AUDIENCE, later))).isEmpty();
  }

  @Test
  void refusesAnExpiredToken() {
    assertThat(refusal(cluster.token("ns:app", AUDIENCE, Instant.now().minusSeconds(5))))
        .contains("ExpiredTokenException");
  }

  @Test
  void refusesATokenForAnotherAudience() {
    assertThat(refusal(cluster.token("ns:app", ISSUER, later))).contains("InvalidIdentityToken");
  }

  @Test
  void refusesATokenOfAnotherIssuer() {
    TokenIssuer other = new TokenIssuer("https://other.example", "first");
    assertThat(refusal(other.token("ns:app", AUDIENCE, later))).contains("InvalidIdentityToken");
  }

  @Test
  void refusesATokenSignedWithAnotherKeyOfTheSameName() {
    TokenIssuer forger = new TokenIssuer(ISSUER, "first");
    assertThat(refusal(forger.token("ns:app", AUDIENCE, later))).contains("InvalidIdentityToken");
  }

  @Test
  void refusesWhatIsNoToken() {
    assertThat(refusal("")).contains("InvalidIdentityToken");
    assertThat(refusal("a.b.c")).contains("InvalidIdentityToken");
  }

  @Test
  void fetchesTheKeysOnceForManyTokens() {
    for (int i = 0; i < 5; i++) {
      assertThat(refusal(cluster.token("ns:app", AUDIENCE, later))).isEmpty();
    }
    assertThat(fetches).hasValue(1);
  }

  @Test
  void fetchesThemAgainForAKeyItDoesNotKnow() {
    assertThat(refusal(cluster.token("ns:app", AUDIENCE, later))).isEmpty();
    cluster = new TokenIssuer(ISSUER, "second");
    assertThat(refusal(cluster.token("ns:app", AUDIENCE, later))).isEmpty();
    assertThat(fetches).hasValue(2);
  }

  @Test
  void looksAtNoOtherCall() {
    assertThat(check.refuse(request("Action=GetCallerIdentity"))).isEmpty();
    assertThat(fetches).hasValue(0);
  }

  private Optional<String> refusal(String token) {
    return check
        .refuse(request("Action=AssumeRoleWithWebIdentity&WebIdentityToken=" + token))
        .map(AwsError::code);
  }

  private static AwsRequest request(String form) {
    return AwsRequest.head(AwsRequest.RequestLine.of("POST", "/"), null, null).withBody(form);
  }
}
