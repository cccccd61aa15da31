// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.access;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.crds.status.ResourcesStatus;
import dev.foundation.localstack.account.UserPool;
import dev.foundation.localstack.kube.ControlPlane;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;

/** Everybody's way into a stack that is up. */
public final class StackAccess implements AutoCloseable {

  /** Where {@code examples/} puts its foundations. */
  public static final String NAMESPACE = "foundations";

  private final Map<String, String> environment;
  private final Trust trust;
  private final KubernetesClient kube;
  private final AwsSession administrator;
  private final CognitoIdentityProviderClient cognito;
  private final UserPool users;

  /**
   * Opens the clients.
   *
   * @param environment as {@code hack/env} prints it
   * @param trustStore holds the stack's authority
   */
  public StackAccess(Map<String, String> environment, Path trustStore) {
    this.environment = environment;
    trust = Trust.in(trustStore);
    kube = ControlPlane.clientOf(Path.of(value("KUBECONFIG")));
    administrator =
        anonymous()
            .as(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(
                        value("AWS_ACCESS_KEY_ID"), value("AWS_SECRET_ACCESS_KEY"))));
    cognito = administrator.cognito();
    users = new UserPool(cognito, value("USER_POOL_ID"), value("CLIENT_ID"));
  }

  /** The platform engineer, with every right in the cluster. */
  public KubernetesClient kube() {
    return kube;
  }

  /** What one of the examples' workspaces has on AWS. */
  public ResourcesStatus resourcesOf(String workspace) {
    return Objects.requireNonNull(workspace(workspace).getStatus().resources());
  }

  /**
   * One of the examples' workspaces.
   *
   * @throws IllegalStateException if there is none of that name
   */
  public FoundationWorkspace workspace(String name) {
    FoundationWorkspace found =
        kube.resources(FoundationWorkspace.class).inNamespace(NAMESPACE).withName(name).get();
    if (found == null) {
      throw new IllegalStateException("no workspace " + name + " in " + NAMESPACE);
    }
    return found;
  }

  /** Logs a user in: a new access token each time. */
  public String tokenOf(String email) {
    return users.tokenOf(email);
  }

  /** The API as a user sees it. */
  public Member member(String email) {
    return anybody().as(tokenOf(email));
  }

  /** The API as somebody without a token sees it. */
  public Member anybody() {
    return Member.at(URI.create(value("API_URL")), trust.context());
  }

  /** AWS as the account's administrator sees it. */
  public AwsSession administrator() {
    return administrator;
  }

  /**
   * AWS as a platform role sees it.
   *
   * @param tokenFile of the ServiceAccount that may assume the role
   */
  public AwsSession webIdentity(String roleArn, Path tokenFile) {
    StsClient sts = anonymous().sts();
    return anonymous()
        .as(
            StsWebIdentityTokenFileCredentialsProvider.builder()
                .stsClient(sts)
                .roleArn(roleArn)
                .webIdentityTokenFile(tokenFile)
                .roleSessionName("taken-over")
                .build());
  }

  /** Whoever took over the API server: its own role, by its own token. */
  public CompromisedServer server() {
    AwsSession itself =
        webIdentity(value("FOUNDATION_API_ROLE_ARN"), Path.of(value("FOUNDATION_API_TOKEN_FILE")));
    return new CompromisedServer(
        itself, name -> Objects.requireNonNull(resourcesOf(name).roleArn()));
  }

  @Override
  public void close() {
    cognito.close();
    kube.close();
    trust.sdkHttp().close();
  }

  private AwsSession anonymous() {
    return new AwsSession(
        URI.create(value("AWS_ENDPOINT_URL")),
        Region.of(value("AWS_REGION")),
        trust.sdkHttp(),
        AnonymousCredentialsProvider.create());
  }

  private String value(String name) {
    return Objects.requireNonNull(environment.get(name), name);
  }
}
