// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.command;

import dev.foundation.localstack.account.UserPool;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** Logs a user in and prints the access token. */
@Command(name = "token", description = "Print a user's Cognito access token.")
final class TokenCommand implements Runnable {

  @ParentCommand private StackCommand stack = new StackCommand();

  @Parameters(paramLabel = "USER", description = "The e-mail address of an invited user.")
  private String user = "";

  @Override
  public void run() {
    Map<String, String> environment = stack.ready().environment();
    // Before the first TLS connection of this process: the stack's own authority is all it trusts.
    System.setProperty("javax.net.ssl.trustStore", stack.directory().trustStore().toString());
    try (CognitoIdentityProviderClient cognito = client(environment)) {
      UserPool pool =
          new UserPool(
              cognito, value(environment, "USER_POOL_ID"), value(environment, "CLIENT_ID"));
      System.out.println(pool.tokenOf(user));
    }
  }

  private static CognitoIdentityProviderClient client(Map<String, String> environment) {
    return CognitoIdentityProviderClient.builder()
        .endpointOverride(URI.create(value(environment, "AWS_ENDPOINT_URL")))
        .region(Region.of(value(environment, "AWS_REGION")))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    value(environment, "AWS_ACCESS_KEY_ID"),
                    value(environment, "AWS_SECRET_ACCESS_KEY"))))
        .build();
  }

  private static String value(Map<String, String> environment, String name) {
    return Objects.requireNonNull(environment.get(name), name);
  }
}
