// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.emulator;

import static dev.foundation.localstack.emulator.Sandbox.ADMINISTRATOR;
import static dev.foundation.localstack.emulator.Sandbox.client;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeletionProtectionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TimeUnitsType;

class CognitoPatchesIT {

  private static final String PASSWORD = "Correct-horse-1";

  private final CognitoIdentityProviderClient cognito =
      client(CognitoIdentityProviderClient.builder(), ADMINISTRATOR);

  @Test
  void updatesAGroup() {
    String pool = pool();
    cognito.createGroup(r -> r.userPoolId(pool).groupName("ns.acme").description("before"));
    cognito.updateGroup(r -> r.userPoolId(pool).groupName("ns.acme").description("after"));
    assertThat(cognito.getGroup(r -> r.userPoolId(pool).groupName("ns.acme")).group().description())
        .isEqualTo("after");
    assertThatThrownBy(() -> cognito.updateGroup(r -> r.userPoolId(pool).groupName("none")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void aProtectedPoolIsNotDeleted() {
    String pool = pool();
    cognito.updateUserPool(
        r -> r.userPoolId(pool).deletionProtection(DeletionProtectionType.ACTIVE));
    assertThatThrownBy(() -> cognito.deleteUserPool(r -> r.userPoolId(pool)))
        .isInstanceOf(InvalidParameterException.class);
    cognito.updateUserPool(
        r -> r.userPoolId(pool).deletionProtection(DeletionProtectionType.INACTIVE));
    cognito.deleteUserPool(r -> r.userPoolId(pool));
  }

  @Test
  void invitesUnderAPolicyOfLongPasswords() {
    String pool =
        cognito
            .createUserPool(r ->
                r.poolName("strict")
                    .policies(p -> p.passwordPolicy(password -> password.minimumLength(14))))
            .userPool()
            .id();
    assertThat(cognito.adminCreateUser(r -> r.userPoolId(pool).username("bob")).user().username())
        .isEqualTo("bob");
  }

  @Test
  void aFlowThatTheClientDoesNotAllowIsRefused() {
    String pool = poolWithUser();
    String srpOnly = appClient(pool, ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH);
    assertThatThrownBy(() -> logIn(srpOnly)).isInstanceOf(InvalidParameterException.class);
  }

  @Test
  void accessTokensLiveAsLongAsTheClientSays() {
    String pool = poolWithUser();
    assertThat(logIn(appClient(pool, ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH)).expiresIn())
        .isEqualTo(900);
  }

  @Test
  void anAccessTokenWithAnotherSignatureIsRefused() {
    String pool = poolWithUser();
    String token =
        logIn(appClient(pool, ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH)).accessToken();
    assertThat(cognito.getUser(r -> r.accessToken(token)).username()).isNotBlank();
    String forged = token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(342);
    assertThatThrownBy(() -> cognito.getUser(r -> r.accessToken(forged)))
        .isInstanceOf(NotAuthorizedException.class);
  }

  private String pool() {
    return cognito.createUserPool(r -> r.poolName("pool")).userPool().id();
  }

  private String poolWithUser() {
    String pool = pool();
    cognito.adminCreateUser(r -> r.userPoolId(pool).username("alice"));
    cognito.adminSetUserPassword(
        r -> r.userPoolId(pool).username("alice").password(PASSWORD).permanent(true));
    return pool;
  }

  private String appClient(String pool, ExplicitAuthFlowsType flow) {
    return cognito
        .createUserPoolClient(r ->
            r.userPoolId(pool)
                .clientName("app")
                .explicitAuthFlows(flow, ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH)
                .accessTokenValidity(15)
                .tokenValidityUnits(u -> u.accessToken(TimeUnitsType.MINUTES)))
        .userPoolClient()
        .clientId();
  }

  private AuthenticationResultType logIn(String appClient) {
    return cognito
        .initiateAuth(r ->
            r.clientId(appClient)
                .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                .authParameters(Map.of("USERNAME", "alice", "PASSWORD", PASSWORD)))
        .authenticationResult();
  }
}
