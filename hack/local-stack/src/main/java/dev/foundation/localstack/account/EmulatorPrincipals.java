// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.account;

import dev.foundation.localstack.emulator.EmulatorAccount;
import dev.foundation.localstack.proxy.check.PrincipalDirectory;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** Asks the emulator's IAM which users and roles exist, past the proxy. */
public final class EmulatorPrincipals implements PrincipalDirectory, AutoCloseable {

  private static final Pattern ARN =
      Pattern.compile("arn:aws:iam::\\d{12}:(role|user)/(?:.+/)?([^/]+)");

  private final IamClient iam;

  /** Reads as the administrator. */
  public EmulatorPrincipals(URI emulator, AwsCredentials administrator) {
    iam =
        IamClient.builder()
            .endpointOverride(emulator)
            .region(Region.of(EmulatorAccount.REGION))
            .credentialsProvider(StaticCredentialsProvider.create(administrator))
            .build();
  }

  @Override
  public boolean exists(String arn) {
    Matcher named = ARN.matcher(arn);
    return named.matches() && arn.equals(arnOf(named.group(1), named.group(2)));
  }

  private String arnOf(String kind, String name) {
    try {
      return "role".equals(kind)
          ? iam.getRole(r -> r.roleName(name)).role().arn()
          : iam.getUser(r -> r.userName(name)).user().arn();
    } catch (NoSuchEntityException e) {
      return "";
    }
  }

  @Override
  public void close() {
    iam.close();
  }
}
