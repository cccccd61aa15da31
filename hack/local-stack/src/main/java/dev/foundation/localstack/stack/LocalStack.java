// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.stack;

import dev.foundation.localstack.ack.AckCrds;
import dev.foundation.localstack.ack.AckPrograms;
import dev.foundation.localstack.emulator.EmulatorAccount;
import dev.foundation.localstack.emulator.EmulatorCommand;
import dev.foundation.localstack.kube.CertificateAuthority;
import dev.foundation.localstack.kube.ControlPlane;
import dev.foundation.localstack.kube.KubeBinaries;
import dev.foundation.localstack.kube.Loopback;
import dev.foundation.localstack.kube.ServiceAccountTokens;
import dev.foundation.localstack.process.Backoff;
import dev.foundation.localstack.process.ProcessSpec;
import dev.foundation.localstack.process.Supervisor;
import dev.foundation.localstack.state.StackDirectory;
import java.net.URI;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The whole product on one machine; the command line and the tests start the same one. */
public final class LocalStack implements AutoCloseable {

  private static final int STEPS = 9;
  private static final int STEPS_WITH_EXAMPLES = STEPS + 1;
  private static final Duration TOKEN_LIFE = Duration.ofHours(1);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Optional<AckPrograms> ackPrograms;
  private final StackDirectory directory;
  private final Programs programs;
  private final boolean withExamples;
  private final Steps steps;
  private final CertificateAuthority authority;
  private final Supervisor supervisor;
  private final Map<String, String> environment = new TreeMap<>();
  private final Deque<Runnable> closings = new ConcurrentLinkedDeque<>();
  private @Nullable AwsCell cell;

  private LocalStack(
      StackDirectory directory, Programs programs, boolean withExamples, Consumer<String> say) {
    this.ackPrograms = AckPrograms.of(System.getenv());
    this.directory = directory;
    this.programs = programs;
    this.withExamples = withExamples;
    this.steps = new Steps(say, withExamples ? STEPS_WITH_EXAMPLES : STEPS);
    this.authority = CertificateAuthority.create(directory.pki());
    this.supervisor = new Supervisor(directory.processes(), Backoff.STANDARD, GRACE);
  }

  /**
   * Starts every part and waits until all are ready.
   *
   * @param programs what is run
   * @param withExamples whether examples/ is applied as soon as the cluster takes it, so that the
   *     operator turns to it while the other parts are still starting
   * @param say told what is started, how far and how long
   * @throws IllegalStateException with the reason, after everything was stopped again
   */
  public static LocalStack start(
      StackDirectory directory, Programs programs, boolean withExamples, Consumer<String> say) {
    LocalStack stack = new LocalStack(directory, programs, withExamples, say);
    try {
      stack.startParts();
      return stack;
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  /** The variables that let a shell talk to the stack. */
  public Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  /** The processes, for tests that end one of them. */
  public Supervisor supervisor() {
    return supervisor;
  }

  /**
   * AWS, for tests that look at raw bytes and at who called what.
   *
   * @throws IllegalStateException while it is not up
   */
  public AwsCell cell() {
    if (cell == null) {
      throw new IllegalStateException("AWS is not up");
    }
    return cell;
  }

  /** Ends every process in the reverse order of its start, even when called off. */
  @Override
  public void close() {
    boolean calledOff = Thread.interrupted();
    supervisor.close();
    closings.forEach(Runnable::run);
    closings.clear();
    if (calledOff) {
      Thread.currentThread().interrupt();
    }
  }

  private void startParts() {
    Platform platform = startPlatform();
    cell = platform.cell();
    ServiceAccountTokens tokens =
        new ServiceAccountTokens(
            platform.plane(), directory.path().resolve("accounts"), TOKEN_LIFE);
    closings.push(tokens::close);
    startProcesses(platform, tokens);
    tell(platform.plane(), platform.cell());
  }

  /** Cluster and account know of each other only that the cluster is the issuer of tokens. */
  private Platform startPlatform() {
    int port = port("FOUNDATION_KUBE_PORT");
    try (SideBySide parts = new SideBySide()) {
      Supplier<ControlPlane> plane = parts.begin(() -> startPlane(port));
      Supplier<AwsCell> cell = parts.begin(() -> startAws(ControlPlane.urlAt(port)));
      parts.await();
      return new Platform(directory, plane.get(), cell.get());
    }
  }

  private void startProcesses(Platform platform, ServiceAccountTokens tokens) {
    AckProcesses ack = new AckProcesses(platform, tokens, ackPrograms);
    PlatformProcesses processes = new PlatformProcesses(platform, programs, tokens);
    int api = port("FOUNDATION_API_PORT");
    int management = port("FOUNDATION_MANAGEMENT_PORT");
    int members = port("FOUNDATION_MEMBERS_PORT");
    try (SideBySide parts = new SideBySide()) {
      parts.begin(() -> start(ack.title(), ack.all()));
      steps.take("our chart", platform::installChart);
      parts.begin(
          () -> start("operator", List.of(processes.operator(port("FOUNDATION_OPERATOR_PORT")))));
      parts.begin(
          () -> start("API server", List.of(processes.apiServer(api, management, members))));
      parts.begin(() -> start("members", List.of(processes.members(members, Loopback.freePort()))));
      if (withExamples) {
        steps.take("the foundations of examples/", platform::applyExamples);
      }
      parts.await();
    }
    environment.put(
        "FOUNDATION_API_ROLE_ARN", platform.cell().account().outputs().apiServerRoleArn());
    environment.put(
        "FOUNDATION_API_TOKEN_FILE",
        tokens.issue(Platform.NAMESPACE, "foundation-api-server").awsToken().toString());
    environment.put("API_URL", "https://127.0.0.1:" + api);
    environment.put("MANAGEMENT_URL", "https://127.0.0.1:" + management);
  }

  private int start(String what, List<ProcessSpec> processes) {
    return steps.take(
        what,
        () -> {
          processes.forEach(supervisor::start);
          return processes.size();
        });
  }

  private void tell(ControlPlane plane, AwsCell cell) {
    environment.put("KUBECONFIG", plane.adminKubeconfig().toString());
    environment.put("SSL_CERT_FILE", authority.pem().toString());
    environment.put("CURL_CA_BUNDLE", authority.pem().toString());
    environment.put("AWS_CA_BUNDLE", authority.pem().toString());
    environment.put("AWS_REGION", EmulatorAccount.REGION);
    environment.put("AWS_ENDPOINT_URL", cell.proxy().endpoint().toString());
    environment.put("AWS_EVIDENCE_URL", cell.proxy().control().toString());
    environment.put("AWS_ACCESS_KEY_ID", cell.account().administrator().accessKeyId());
    environment.put("AWS_SECRET_ACCESS_KEY", cell.account().administrator().secretAccessKey());
    environment.put("USER_POOL_ID", cell.account().outputs().userPoolId());
    environment.put("CLIENT_ID", cell.account().outputs().clientId());
  }

  private ControlPlane startPlane(int port) {
    ControlPlane plane =
        steps.take(
            "control plane: etcd, kube-apiserver, controller-manager",
            () ->
                ControlPlane.start(
                    directory.path().resolve("kube"),
                    KubeBinaries.prepare(),
                    authority,
                    supervisor,
                    port));
    closings.push(plane::close);
    steps.take(
        "ACK's CRDs and ServiceAccounts",
        () -> Platform.installAck(plane, AckCrds.of(System.getenv())));
    return plane;
  }

  private AwsCell startAws(URI issuer) {
    EmulatorCommand emulator = steps.take("AWS emulator with IAM enforced", this::startEmulator);
    AwsCell cell =
        steps.take(
            "AWS account from its template, behind the proxy",
            () ->
                AwsCell.start(emulator.endpoint(), issuer, authority, port("FOUNDATION_AWS_PORT")));
    closings.push(cell::close);
    return cell;
  }

  private EmulatorCommand startEmulator() {
    EmulatorCommand command =
        EmulatorCommand.prepare(
            directory.path().resolve("emulator"), port("FOUNDATION_EMULATOR_PORT"), steps::note);
    supervisor.start(
        ProcessSpec.of(
                "aws-emulator",
                command.line(),
                directory.log("aws-emulator"),
                () -> Loopback.listens(command.endpoint().getPort()))
            .withEnvironment(command.environment())
            .neverRestarted());
    return command;
  }

  /** The port that a variable sets, else a free one. */
  private static int port(String variable) {
    String set = System.getenv(variable);
    return set == null || set.isBlank() ? Loopback.freePort() : Integer.parseInt(set);
  }
}
