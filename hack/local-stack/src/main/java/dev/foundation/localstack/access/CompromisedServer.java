// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.access;

import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Whoever took over the API server: holds its identity and tries what its code never would.
 *
 * @param itself AWS as the server's own role sees it
 * @param roleArn the role of a workspace, by the workspace's name
 */
public record CompromisedServer(AwsSession itself, Function<String, String> roleArn) {

  /** The workspace's role, asked for with some foundation's id; empty sends none. */
  public AwsSession assume(String workspace, String externalId) {
    Credentials session =
        itself
            .sts()
            .assumeRole(r -> {
              r.roleArn(roleArn.apply(workspace)).roleSessionName("compromised");
              if (!externalId.isEmpty()) {
                r.externalId(externalId);
              }
            })
            .credentials();
    return itself.as(
        StaticCredentialsProvider.create(
            AwsSessionCredentials.create(
                session.accessKeyId(), session.secretAccessKey(), session.sessionToken())));
  }
}
