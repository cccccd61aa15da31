// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.account;

import dev.foundation.localstack.emulator.EmulatorAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** A deployed account: its administrator, what the template made, and its members. */
public final class Account implements AutoCloseable {

  private static final String STACK = "foundation-account";

  private final AwsCredentials administrator;
  private final AccountOutputs outputs;
  private final CognitoIdentityProviderClient cognito;
  private final UserPool users;

  private Account(URI endpoint, AwsCredentials administrator, AccountOutputs outputs) {
    this.administrator = administrator;
    this.outputs = outputs;
    cognito =
        CognitoIdentityProviderClient.builder()
            .endpointOverride(endpoint)
            .region(Region.of(EmulatorAccount.REGION))
            .credentialsProvider(StaticCredentialsProvider.create(administrator))
            .build();
    users = new UserPool(cognito, outputs.userPoolId(), outputs.clientId());
  }

  /**
   * Makes the account's administrator and, as it, everything the template names.
   *
   * @param emulator the plain endpoint of a bare emulator
   * @param template the account template's file
   * @throws IllegalStateException with CloudFormation's reason if the template cannot be deployed
   */
  public static Account deploy(URI emulator, Path template, AccountParameters parameters) {
    AwsCredentials administrator = EmulatorAccount.bootstrapAdministrator(emulator);
    CloudFormation stacks = new CloudFormation(emulator, EmulatorAccount.REGION, administrator);
    try {
      return new Account(
          emulator,
          administrator,
          AccountOutputs.of(
              stacks.deploy(
                  STACK, Files.readString(template), parameters.asMap(EmulatorAccount.ID))));
    } catch (IOException e) {
      throw new UncheckedIOException("The account template cannot be read", e);
    }
  }

  /** The administrator's keys: an IAM user, subject to resource policies, unlike the root. */
  public AwsCredentials administrator() {
    return administrator;
  }

  /** The administrator's ARN. */
  public String administratorArn() {
    return "arn:aws:iam::" + EmulatorAccount.ID + ":user/" + EmulatorAccount.ADMINISTRATOR;
  }

  /** What the template made. */
  public AccountOutputs outputs() {
    return outputs;
  }

  /** The pool's users. */
  public UserPool users() {
    return users;
  }

  @Override
  public void close() {
    cognito.close();
  }
}
