// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.command;

import dev.foundation.localstack.account.UserPool;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/**
 * The addresses and keys of a stack that is up.
 *
 * @param environment as {@code hack/env} prints it
 */
record StackAccess(Map<String, String> environment) {

  /** To be called before the first TLS connection of this process: it trusts the stack alone. */
  static StackAccess of(StackCommand stack) {
    System.setProperty("javax.net.ssl.trustStore", stack.directory().trustStore().toString());
    return new StackAccess(stack.ready().environment());
  }

  String value(String name) {
    return Objects.requireNonNull(environment.get(name), name);
  }

  /** Acts as the administrator. */
  CognitoIdentityProviderClient cognito() {
    return CognitoIdentityProviderClient.builder()
        .endpointOverride(URI.create(value("AWS_ENDPOINT_URL")))
        .region(Region.of(value("AWS_REGION")))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    value("AWS_ACCESS_KEY_ID"), value("AWS_SECRET_ACCESS_KEY"))))
        .build();
  }

  UserPool users(CognitoIdentityProviderClient cognito) {
    return new UserPool(cognito, value("USER_POOL_ID"), value("CLIENT_ID"));
  }
}
