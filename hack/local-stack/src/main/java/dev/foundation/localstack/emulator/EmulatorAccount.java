// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.emulator;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;

/** The one account that the emulator plays, and the way into it. */
public final class EmulatorAccount {

  /** The account's number. */
  public static final String ID = "000000000000";

  /** The region that everything is made in. */
  public static final String REGION = "eu-west-1";

  /** The name of the user that {@link #bootstrapAdministrator} makes. */
  public static final String ADMINISTRATOR = "administrator";

  private static final String EVERYTHING =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}
      """;

  private EmulatorAccount() {}

  /**
   * Makes an IAM user that may do everything, with access keys of its own.
   *
   * <p>The account's root bypasses every policy in the emulator; this user is subject to resource
   * policies, trust policies and boundaries as on AWS. Calling it again adds a further key pair.
   *
   * @param endpoint the emulator's
   */
  public static AwsCredentials bootstrapAdministrator(URI endpoint) {
    try (IamClient iam = asRoot(endpoint)) {
      createAdministrator(iam);
      iam.putUserPolicy(request ->
          request
              .userName(ADMINISTRATOR)
              .policyName("everything")
              .policyDocument(EVERYTHING.strip()));
      AccessKey key = iam.createAccessKey(request -> request.userName(ADMINISTRATOR)).accessKey();
      return AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
    }
  }

  private static void createAdministrator(IamClient iam) {
    try {
      iam.createUser(request -> request.userName(ADMINISTRATOR));
    } catch (EntityAlreadyExistsException e) {
      // Made by an earlier call; its policy is written again and it gets one more key.
    }
  }

  /** An access key that is an account's number is that account's root. */
  private static IamClient asRoot(URI endpoint) {
    return IamClient.builder()
        .endpointOverride(endpoint)
        .region(Region.of(REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(ID, "root")))
        .build();
  }
}
