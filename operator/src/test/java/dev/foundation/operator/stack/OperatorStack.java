// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.stack;

import dev.foundation.localstack.ack.AckService;
import dev.foundation.localstack.ack.AckStandIn;
import dev.foundation.localstack.ack.AwsAccess;
import dev.foundation.localstack.ack.controller.ControllerSettings;
import dev.foundation.localstack.emulator.Emulator;
import dev.foundation.localstack.emulator.EmulatorAccount;
import dev.foundation.localstack.kube.CertificateAuthority;
import dev.foundation.localstack.kube.ControlPlane;
import dev.foundation.localstack.kube.KubeBinaries;
import dev.foundation.localstack.kube.Loopback;
import dev.foundation.localstack.kube.ServiceAccountFiles;
import dev.foundation.localstack.kube.ServiceAccountTokens;
import dev.foundation.localstack.process.Supervisor;
import dev.foundation.localstack.proxy.AwsProxy;
import dev.foundation.localstack.stack.AwsCell;
import dev.foundation.localstack.stack.Platform;
import dev.foundation.localstack.state.StackDirectory;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The operator between a real control plane and an AWS emulator, everybody with the rights they
 * have in production: the chart's RBAC and the ServiceAccount's token there, the roles of the
 * account template and the proxy here; ACK is the local stack's stand-in. All in this process.
 */
public final class OperatorStack implements AutoCloseable {

  /** The name of the one replica that runs by default. */
  public static final String IDENTITY = "operator-0";

  private static final Duration RESYNC = Duration.ofMinutes(10);
  private static final Duration TOKEN_LIFE = Duration.ofHours(2);
  private static final int ACK_WORKERS = 20;

  private final Deque<Runnable> closings;
  private final Emulator emulator;
  private final ControlPlane plane;
  private final Platform platform;
  private final ServiceAccountTokens tokens;
  private final RunningOperator operator;
  private AckStandIn ack = new AckStandIn();

  private OperatorStack(Deque<Runnable> closings) {
    this.closings = closings;
    StackDirectory directory = temporaryDirectory();
    closings.push(() -> remove(directory));
    emulator = Emulator.start();
    closings.push(emulator::close);
    Supervisor supervisor = Supervisor.in(directory.path());
    closings.push(supervisor::close);
    plane =
        ControlPlane.start(
            directory.path().resolve("kube"),
            KubeBinaries.prepare(),
            CertificateAuthority.create(directory.pki()),
            supervisor,
            Loopback.freePort());
    closings.push(plane::close);
    SystemProperties.set("javax.net.ssl.trustStore", directory.trustStore().toString());
    AwsCell cell = AwsCell.start(emulator.endpoint(), plane, 0);
    closings.push(cell::close);
    platform = new Platform(directory, plane, cell);
    platform.install();
    namespace(Workspaces.NAMESPACE, Map.of());
    tokens = new ServiceAccountTokens(plane, directory.path().resolve("accounts"), TOKEN_LIFE);
    closings.push(tokens::close);
    closings.push(() -> ack.close());
    startAck();
    operator = replica(IDENTITY);
    closings.push(operator::close);
    operator.start(RESYNC);
  }

  /** Starts it all; takes some ten seconds. */
  public static OperatorStack start() {
    Deque<Runnable> closings = new ArrayDeque<>();
    try {
      return new OperatorStack(closings);
    } catch (RuntimeException e) {
      closings.forEach(Runnable::run);
      throw e;
    }
  }

  /** A client with every right, as the platform engineer has. */
  public KubernetesClient client() {
    return plane.client();
  }

  /** A client with the rights of a user, to be closed by the caller. */
  public KubernetesClient clientOf(String user) {
    return Workspaces.as(user, client());
  }

  /** Evidence and faults of every AWS call. */
  public AwsProxy proxy() {
    return platform.cell().proxy();
  }

  public Platform platform() {
    return platform;
  }

  public RunningOperator operator() {
    return operator;
  }

  /** Another replica, not started yet; to be closed by the caller. */
  public RunningOperator replica(String identity) {
    return replica(identity, UnaryOperator.identity());
  }

  /** The same on a way of its own to the Kubernetes API. */
  public RunningOperator replica(String identity, UnaryOperator<ConfigBuilder> way) {
    return new RunningOperator(platform, tokens, identity, way);
  }

  /** The roles of ACK's controllers. */
  public Map<AckService, String> ackRoles() {
    var roles = platform.cell().account().outputs().ack();
    return Map.of(
        AckService.s3, roles.s3(),
        AckService.kms, roles.kms(),
        AckService.dynamodb, roles.dynamodb(),
        AckService.iam, roles.iam());
  }

  /** While this is run, neither the operator nor ACK is there. */
  public void aside(Runnable others) {
    operator.stop();
    ack.close();
    try {
      others.run();
    } finally {
      ack = new AckStandIn();
      startAck();
      operator.start(RESYNC);
    }
  }

  /** A ServiceAccount's token for the Kubernetes API. */
  public String kubernetesToken(String namespace, String account) {
    return tokens.token(namespace, account, plane.url().toString());
  }

  /** What a process needs to act as a ServiceAccount. */
  public ServiceAccountFiles identity(String namespace, String account) {
    return tokens.issue(namespace, account);
  }

  /** An AWS client of the account's root, to whom no policy applies, past the proxy. */
  public <B extends AwsClientBuilder<B, C>, C> B rootPastTheProxy(B builder) {
    return builder
        .endpointOverride(emulator.endpoint())
        .region(Region.of(EmulatorAccount.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(EmulatorAccount.ID, "root")));
  }

  /** An AWS client of the account's administrator. */
  public <B extends AwsClientBuilder<B, C>, C> C administrator(B builder) {
    return builder
        .endpointOverride(proxy().endpoint())
        .region(Region.of(EmulatorAccount.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(platform.cell().account().administrator()))
        .build();
  }

  /** The same where faults must not hit the test itself. */
  public <B extends AwsClientBuilder<B, C>, C> C administratorPastTheProxy(B builder) {
    return builder
        .endpointOverride(emulator.endpoint())
        .region(Region.of(EmulatorAccount.REGION))
        .credentialsProvider(
            StaticCredentialsProvider.create(platform.cell().account().administrator()))
        .build();
  }

  /** An AWS client of a workspace's role, as the API server takes it. */
  public <B extends AwsClientBuilder<B, C>, C> C asWorkspace(
      B builder, String roleArn, String foundationId) {
    AwsAccess apiServer =
        as(
            Platform.NAMESPACE,
            "foundation-api-server",
            platform.cell().account().outputs().apiServerRoleArn());
    try (StsClient sts =
        StsClient.builder()
            .endpointOverride(proxy().endpoint())
            .region(Region.of(EmulatorAccount.REGION))
            .credentialsProvider(apiServer.credentials())
            .build()) {
      var issued =
          sts.assumeRole(r -> r.roleArn(roleArn).roleSessionName("test").externalId(foundationId))
              .credentials();
      return builder
          .endpointOverride(proxy().endpoint())
          .region(Region.of(EmulatorAccount.REGION))
          .credentialsProvider(
              StaticCredentialsProvider.create(
                  AwsSessionCredentials.create(
                      issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken())))
          .build();
    }
  }

  /** AWS under a platform role, taken with its ServiceAccount's token. */
  public AwsAccess as(String namespace, String serviceAccount, String roleArn) {
    return AwsAccess.webIdentity(
        EmulatorAccount.REGION,
        proxy().endpoint(),
        roleArn,
        identity(namespace, serviceAccount).awsToken());
  }

  /** Makes a namespace whose annotations name its cell. */
  public void namespace(String name, Map<String, String> annotations) {
    client()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .withAnnotations(annotations)
                .endMetadata()
                .build())
        .create();
  }

  @Override
  public void close() {
    closings.forEach(Runnable::run);
    closings.clear();
    SystemProperties.restore();
  }

  private void startAck() {
    ackRoles()
        .forEach((service, arn) -> {
          String account = "ack-" + service + "-controller";
          ServiceAccountFiles files = identity("ack-system", account);
          ack.start(
              service,
              ControlPlane.clientOf(files.kubeconfig()),
              as("ack-system", account, arn),
              OperatorStack::flags);
        });
  }

  private static ControllerSettings flags(ControllerSettings defaults) {
    return new ControllerSettings(
        defaults.account(),
        defaults.region(),
        true,
        ACK_WORKERS,
        defaults.resync(),
        defaults.resyncOfKind(),
        defaults.watchNamespace(),
        defaults.haste());
  }

  private static void remove(StackDirectory directory) {
    directory.clear(Duration.ofSeconds(5));
    try {
      Files.delete(directory.path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StackDirectory temporaryDirectory() {
    try {
      return new StackDirectory(Files.createTempDirectory("foundation-operator-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
