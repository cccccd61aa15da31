// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator;

import dev.foundation.localstack.emulator.Emulator;
import dev.foundation.localstack.emulator.EmulatorAccount;
import dev.foundation.localstack.kube.CertificateAuthority;
import dev.foundation.localstack.kube.ControlPlane;
import dev.foundation.localstack.kube.KubeBinaries;
import dev.foundation.localstack.kube.Loopback;
import dev.foundation.localstack.kube.ServiceAccountTokens;
import dev.foundation.localstack.process.Supervisor;
import dev.foundation.operator.aws.AwsClients;
import dev.foundation.operator.config.OperatorConfig;
import dev.foundation.operator.workspace.WorkspaceOperator;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * A real control plane and an AWS emulator with IAM on, and the operator between them: with the
 * rights of the chart's ClusterRole there and as its own role here.
 */
final class OperatorStack implements AutoCloseable {

  private static final String PLATFORM = "arn:aws:iam::000000000000:role/foundation-platform/";
  private static final String ALL =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";
  private static final String TRUST =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::000000000000:root\"},\"Action\":\"sts:AssumeRole\"}]}";
  private static final List<String> ACK_CRDS =
      List.of(
          "dynamodb.services.k8s.aws_tables",
          "iam.services.k8s.aws_policies",
          "iam.services.k8s.aws_roles",
          "kms.services.k8s.aws_aliases",
          "kms.services.k8s.aws_keys",
          "s3.services.k8s.aws_buckets");

  private final Supervisor supervisor;
  private final ControlPlane plane;
  private final Emulator emulator;
  private final ServiceAccountTokens tokens;
  private final KubernetesClient asOperator;
  private final OperatorConfig config;
  private final AwsClients clients;
  private Operator operator;

  OperatorStack(Path directory) throws IOException, InterruptedException {
    emulator = Emulator.start();
    supervisor = Supervisor.in(directory);
    plane =
        ControlPlane.start(
            directory.resolve("kube"),
            KubeBinaries.prepare(),
            CertificateAuthority.create(directory.resolve("pki")),
            supervisor,
            Loopback.freePort());
    System.setProperty("aws.endpointUrl", emulator.endpoint().toString());
    System.setProperty("aws.region", "eu-west-1");
    use("test", "test", null);
    config = OperatorConfig.from(environment(pool()));
    becomeTheOperator();
    clients = AwsClients.ofThisProcess();
    install();
    tokens = new ServiceAccountTokens(plane, directory.resolve("accounts"), Duration.ofHours(1));
    asOperator =
        ControlPlane.clientOf(
            tokens.issue("foundation-system", "foundation-operator").kubeconfig());
    operator = WorkspaceOperator.create(config, asOperator, clients, Clock.systemUTC());
    operator.start();
  }

  KubernetesClient client() {
    return plane.client();
  }

  /** Ends the operator and starts another one, as after a crash. */
  void restartOperator() {
    operator.stop();
    operator = WorkspaceOperator.create(config, asOperator, clients, Clock.systemUTC());
    operator.start();
  }

  @Override
  public void close() {
    operator.stop();
    asOperator.close();
    clients.close();
    tokens.close();
    plane.close();
    supervisor.close();
    emulator.close();
    List.of(
            "aws.endpointUrl",
            "aws.region",
            "aws.accessKeyId",
            "aws.secretAccessKey",
            "aws.sessionToken")
        .forEach(System::clearProperty);
  }

  private static void use(String id, String secret, String session) {
    System.setProperty("aws.accessKeyId", id);
    System.setProperty("aws.secretAccessKey", secret);
    if (session == null) {
      System.clearProperty("aws.sessionToken");
    } else {
      System.setProperty("aws.sessionToken", session);
    }
  }

  private static String pool() {
    try (CognitoIdentityProviderClient cognito = CognitoIdentityProviderClient.create()) {
      return cognito
          .createUserPool(r -> r.poolName("members").usernameAttributesWithStrings("email"))
          .userPool()
          .id();
    }
  }

  /**
   * The operator's role, assumed by an administrator, as the emulator's root passes every policy.
   */
  private void becomeTheOperator() {
    try (IamClient iam = IamClient.builder().region(Region.AWS_GLOBAL).build()) {
      for (String role : List.of("foundation-operator", "foundation-eraser")) {
        iam.createRole(
            r -> r.roleName(role).path("/foundation-platform/").assumeRolePolicyDocument(TRUST));
        iam.putRolePolicy(r -> r.roleName(role).policyName("all").policyDocument(ALL));
      }
    }
    var administrator = EmulatorAccount.bootstrapAdministrator(emulator.endpoint());
    use(administrator.accessKeyId(), administrator.secretAccessKey(), null);
    try (StsClient sts = StsClient.create()) {
      Credentials session =
          sts.assumeRole(r -> r.roleArn(config.roleArn()).roleSessionName("operator"))
              .credentials();
      use(session.accessKeyId(), session.secretAccessKey(), session.sessionToken());
    }
  }

  private static Map<String, String> environment(String pool) {
    Map<String, String> variables = new HashMap<>();
    variables.put("CONTROL_PLANE", "test");
    variables.put("ACCOUNTS", "000000000000");
    variables.put("ACCOUNT", "000000000000");
    variables.put("REGION", "eu-west-1");
    variables.put("USER_POOL_ID", pool);
    variables.put("ROLE_ARN", PLATFORM + "foundation-operator");
    variables.put("ERASER_ROLE_ARN", PLATFORM + "foundation-eraser");
    variables.put("API_SERVER_ROLE_ARN", PLATFORM + "foundation-api-server");
    variables.put("ACK_KMS_ROLE_ARN", PLATFORM + "foundation-ack-kms");
    variables.put("ACK_DYNAMODB_ROLE_ARN", PLATFORM + "foundation-ack-dynamodb");
    variables.put("ADMINISTRATOR_ARN", "arn:aws:iam::000000000000:user/administrator");
    variables.put("PERMISSIONS_BOUNDARY_ARN", "arn:aws:iam::000000000000:policy/p/boundary");
    Map<String, String> environment = new HashMap<>();
    variables.forEach((name, value) -> environment.put("FOUNDATION_OPERATOR_" + name, value));
    return environment;
  }

  private void install() throws IOException, InterruptedException {
    namespace("foundation-system");
    namespace("foundations");
    try (Stream<Path> crds = Files.list(Path.of("../helm/foundation-workspaces/crds"))) {
      for (Path crd : crds.toList()) {
        apply(Files.newInputStream(crd));
      }
    }
    for (String crd : ACK_CRDS) {
      apply(
          Objects.requireNonNull(
              getClass().getResourceAsStream("/ack-crds/" + crd + ".yaml"), crd));
    }
    apply(rbac());
  }

  void namespace(String name) {
    client()
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
  }

  private void apply(InputStream yaml) throws IOException {
    try (yaml) {
      for (HasMetadata item : client().load(yaml).items()) {
        client().resource(item).serverSideApply();
      }
    }
  }

  /** The chart's own ServiceAccount, ClusterRole and binding. */
  private InputStream rbac() throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                plane.binaries().path("helm"),
                "template",
                "foundation-workspaces",
                "../helm/foundation-workspaces",
                "--namespace=foundation-system",
                "--values=src/test/resources/values.yaml",
                "--show-only=templates/operator-rbac.yaml",
                "--show-only=templates/operator-serviceaccount.yaml"));
    Process helm =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    byte[] rendered = helm.getInputStream().readAllBytes();
    if (helm.waitFor() != 0) {
      throw new IllegalStateException(new String(rendered, StandardCharsets.UTF_8));
    }
    return new java.io.ByteArrayInputStream(rendered);
  }
}
