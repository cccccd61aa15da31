// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Caller;
import dev.foundation.api.tenant.Principal;
import dev.foundation.crds.contract.GroupName;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns a Cognito access token into its caller, or refuses it with 401. */
public final class TokenVerifier {

  private static final String SCHEME = "Bearer ";

  private final VerifiedTokens tokens;
  private final NotBefore notBefore;

  /**
   * A verifier for one user pool and one app client.
   *
   * @param issuer the only accepted {@code iss}
   * @param clientId the only accepted {@code client_id}
   */
  public TokenVerifier(
      String issuer,
      String clientId,
      JWKSource<SecurityContext> keys,
      NotBefore notBefore,
      Clock clock) {
    this.notBefore = notBefore;
    this.tokens = new VerifiedTokens(keys, new AccessTokenClaims(issuer, clientId, clock));
  }

  /**
   * The caller named by an {@code Authorization} header (RFC 6750).
   *
   * @throws ProblemException 401, or 503 while the user pool's keys or the changes of members'
   *     rights cannot be had
   */
  public Caller verify(@Nullable String authorization) {
    if (authorization == null) {
      throw refused("The request carries no access token.", "Bearer");
    }
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw refused("The Authorization header must have the scheme Bearer.", "Bearer");
    }
    try {
      return caller(tokens.claims(authorization.substring(SCHEME.length()).strip()));
    } catch (KeySourceException e) {
      throw new ProblemException(
          ProblemType.UNAVAILABLE, "Tokens cannot be verified now.", Map.of("Retry-After", "5"));
    } catch (ExpiredTokenException e) {
      throw refused("The access token has expired.", invalid("The access token has expired"));
    } catch (ParseException | BadJOSEException | JOSEException e) {
      throw refused(
          "The access token is not valid here.", invalid("The access token is not valid here"));
    }
  }

  private Caller caller(JWTClaimsSet claims) throws ParseException {
    Principal principal = new Principal(claims.getSubject());
    List<String> names = claims.getStringListClaim("cognito:groups");
    List<GroupName> groups =
        names == null
            ? List.of()
            : names.stream()
                .filter(Objects::nonNull)
                .map(GroupName::parse)
                .flatMap(Optional::stream)
                .toList();
    Instant issued = claims.getIssueTime().toInstant();
    return new Caller(
        principal,
        groups,
        groups.stream()
            .map(GroupName::workspaceAddress)
            .filter(address -> notBefore.overtakes(address, principal, issued))
            .collect(Collectors.toSet()));
  }

  private static String invalid(String description) {
    return "Bearer error=\"invalid_token\", error_description=\"" + description + "\"";
  }

  private static ProblemException refused(String detail, String challenge) {
    return new ProblemException(
        ProblemType.UNAUTHENTICATED, detail, Map.of("WWW-Authenticate", challenge));
  }
}
