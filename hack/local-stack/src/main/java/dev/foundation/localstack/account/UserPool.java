// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.account;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;

/**
 * The pool's users as a local stack needs them: with passwords nobody types. Passwords are random
 * and kept in memory only; a new process simply sets new ones.
 */
public final class UserPool {

  private final CognitoIdentityProviderClient cognito;
  private final String poolId;
  private final String clientId;
  private final Map<String, String> passwords = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();

  /** Acts as the administrator whose client this is. */
  public UserPool(CognitoIdentityProviderClient cognito, String poolId, String clientId) {
    this.cognito = cognito;
    this.poolId = poolId;
    this.clientId = clientId;
  }

  /** Creates a user without any group, as nobody's member; no message is sent. */
  public void create(String email) {
    cognito.adminCreateUser(r ->
        r.userPoolId(poolId)
            .username(email)
            .messageAction(MessageActionType.SUPPRESS)
            .userAttributes(
                AttributeType.builder().name("email").value(email).build(),
                AttributeType.builder().name("email_verified").value("true").build()));
  }

  /**
   * Logs a user in, as a client of the product would, and gives the access token: a new one each
   * time, with the groups of now.
   *
   * @param email of an invited or created user
   * @throws software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException if
   *     nobody invited that user
   */
  public String tokenOf(String email) {
    try {
      return login(email, passwords.computeIfAbsent(email, this::setPassword));
    } catch (NotAuthorizedException e) {
      // Another process has set a password of its own since.
      passwords.remove(email);
      return login(email, passwords.computeIfAbsent(email, this::setPassword));
    }
  }

  private String login(String email, String password) {
    return cognito
        .initiateAuth(r ->
            r.authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                .clientId(clientId)
                .authParameters(Map.of("USERNAME", email, "PASSWORD", password)))
        .authenticationResult()
        .accessToken();
  }

  private String setPassword(String email) {
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    // The prefix satisfies Cognito's default policy whatever the random part holds.
    String password = "Aa1-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    cognito.adminSetUserPassword(
        r -> r.userPoolId(poolId).username(email).password(password).permanent(true));
    return password;
  }
}
