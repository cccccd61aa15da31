// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.command;

import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.localstack.account.UserPool;
import dev.foundation.localstack.demo.AwsSession;
import dev.foundation.localstack.demo.CompromisedServer;
import dev.foundation.localstack.demo.Demo;
import dev.foundation.localstack.demo.Member;
import dev.foundation.localstack.install.Manifests;
import dev.foundation.localstack.kube.ControlPlane;
import dev.foundation.localstack.kube.KubeBinaries;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.net.URI;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;

/** Applies the two example foundations and tells their story. */
@Command(name = "demo", description = "Apply examples/ and show who may do what.")
final class DemoCommand implements Callable<Integer> {

  private static final String NAMESPACE = "foundations";
  private static final int READY_WITHIN_SECONDS = 180;

  @ParentCommand private StackCommand stack = new StackCommand();

  @Override
  public Integer call() throws NoSuchAlgorithmException {
    tell(stack);
    return 0;
  }

  /** Tells the story of a stack that is up. */
  static void tell(StackCommand stack) throws NoSuchAlgorithmException {
    StackAccess access = StackAccess.of(stack);
    Path kubeconfig = Path.of(access.value("KUBECONFIG"));
    try (KubernetesClient kube = ControlPlane.clientOf(kubeconfig);
        SdkHttpClient http = Apache5HttpClient.create();
        CognitoIdentityProviderClient cognito = access.cognito()) {
      applyExamples(kube);
      UserPool users = access.users(cognito);
      Member member = Member.at(URI.create(access.value("API_URL")), SSLContext.getDefault());
      new Demo(
              kube,
              member.as(users.tokenOf("alice@acme.example")),
              member.as(users.tokenOf("bob@globex.example")),
              server(access, kube, http),
              System.out::println)
          .run();
    }
  }

  private static void applyExamples(KubernetesClient kube) {
    System.out.println("demo: applying examples/, waiting until both workspaces are Ready");
    new Manifests(kube).applyFolder(KubeBinaries.repository().resolve("examples"));
    for (String name : List.of("acme", "globex")) {
      kube.resources(FoundationWorkspace.class)
          .inNamespace(NAMESPACE)
          .withName(name)
          .waitUntilCondition(DemoCommand::isReady, READY_WITHIN_SECONDS, TimeUnit.SECONDS);
      System.out.println("demo: ok    workspace " + name + " is Ready");
    }
  }

  private static boolean isReady(FoundationWorkspace workspace) {
    return workspace != null
        && workspace.getStatus() != null
        && workspace.getStatus().conditions() != null
        && workspace.getStatus().conditions().stream()
            .anyMatch(c -> "Ready".equals(c.getType()) && "True".equals(c.getStatus()));
  }

  /** The API server's own role, by its own token: what somebody who took it over would hold. */
  private static CompromisedServer server(
      StackAccess access, KubernetesClient kube, SdkHttpClient http) {
    AwsSession anonymous =
        new AwsSession(
            URI.create(access.value("AWS_ENDPOINT_URL")),
            Region.of(access.value("AWS_REGION")),
            http,
            AnonymousCredentialsProvider.create());
    StsClient sts = anonymous.sts();
    AwsSession itself =
        anonymous.as(
            StsWebIdentityTokenFileCredentialsProvider.builder()
                .stsClient(sts)
                .roleArn(access.value("FOUNDATION_API_ROLE_ARN"))
                .webIdentityTokenFile(Path.of(access.value("FOUNDATION_API_TOKEN_FILE")))
                .roleSessionName("demo")
                .build());
    return new CompromisedServer(itself, name -> roleArn(kube, name));
  }

  private static String roleArn(KubernetesClient kube, String name) {
    FoundationWorkspace workspace =
        kube.resources(FoundationWorkspace.class).inNamespace(NAMESPACE).withName(name).get();
    return Objects.requireNonNull(
        Objects.requireNonNull(workspace.getStatus().resources()).roleArn());
  }
}
