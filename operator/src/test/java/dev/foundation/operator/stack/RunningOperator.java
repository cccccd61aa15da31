// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.stack;

import dev.foundation.localstack.emulator.EmulatorAccount;
import dev.foundation.localstack.kube.ServiceAccountFiles;
import dev.foundation.localstack.kube.ServiceAccountTokens;
import dev.foundation.localstack.stack.Platform;
import dev.foundation.operator.aws.AwsClients;
import dev.foundation.operator.config.OperatorConfig;
import dev.foundation.operator.quota.RequestRates;
import dev.foundation.operator.telemetry.OperatorMetrics;
import dev.foundation.operator.workspace.WorkspaceOperator;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The operator under its own ServiceAccount and AWS role; may be ended and started again. */
public final class RunningOperator implements AutoCloseable {

  private static final String ORPHAN_SWEEP = "FOUNDATION_OPERATOR_ORPHAN_SWEEP";

  private final Map<String, String> environment;
  private final KubernetesRequests requests = new KubernetesRequests();
  private final KubernetesClient client;
  private final AwsClients clients;
  private WorkspaceOperator operator;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private volatile boolean lostLead;

  /**
   * One that is not started yet.
   *
   * @param way to the Kubernetes API
   */
  RunningOperator(
      Platform platform,
      ServiceAccountTokens tokens,
      String identity,
      UnaryOperator<ConfigBuilder> way) {
    ServiceAccountFiles files = tokens.issue(Platform.NAMESPACE, "foundation-operator");
    environment = new HashMap<>(platform.operatorVariables());
    environment.put("FOUNDATION_OPERATOR_IDENTITY", identity);
    environment.put(ORPHAN_SWEEP, "PT0S");
    SystemProperties.set("aws.endpointUrl", platform.cell().proxy().endpoint().toString());
    SystemProperties.set("aws.region", EmulatorAccount.REGION);
    SystemProperties.set("aws.roleArn", environment.get("FOUNDATION_OPERATOR_ROLE_ARN"));
    SystemProperties.set("aws.webIdentityTokenFile", files.awsToken().toString());
    clients = AwsClients.ofThisProcess(RequestRates.DEFAULTS, meters);
    client =
        new KubernetesClientBuilder()
            .withConfig(
                way.apply(new ConfigBuilder(Config.fromKubeconfig(files.kubeconfig().toFile())))
                    .build())
            .withHttpClientBuilderConsumer(
                http -> http.addOrReplaceInterceptor("requests", requests))
            .build();
  }

  /** What it measured, of all that ran one after the other. */
  public MeterRegistry meters() {
    return meters;
  }

  /** What the operator asked the Kubernetes API for. */
  public KubernetesRequests requests() {
    return requests;
  }

  /** Whether another took the lead from one that ran. */
  public boolean lostLead() {
    return lostLead;
  }

  /** From its next start on it looks for orphans: not by default, as tests count AWS calls. */
  public void sweepEvery(Duration interval) {
    environment.put(ORPHAN_SWEEP, interval.toString());
  }

  /** Starts it with another resync than the default. */
  public void start(Duration resync) {
    start(config(resync));
  }

  private void start(OperatorConfig config) {
    operator =
        WorkspaceOperator.create(
            config,
            client,
            clients,
            Clock.systemUTC(),
            new OperatorMetrics(meters),
            () -> lostLead = true);
    operator.start();
  }

  /** Ends it. */
  public void stop() {
    operator.close();
  }

  /** The configuration with this resync. */
  public OperatorConfig config(Duration resync) {
    return config(resync, Duration.ofMinutes(5));
  }

  private OperatorConfig config(Duration resync, Duration longestRetry) {
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("FOUNDATION_OPERATOR_RESYNC", resync.toString());
    variables.put("FOUNDATION_OPERATOR_DRIFT_CHECKS", "Key=PT" + resync.toSeconds() + "S");
    variables.put("FOUNDATION_OPERATOR_LONGEST_RETRY", longestRetry.toString());
    return OperatorConfig.from(variables);
  }

  /** Ends it and starts another one, which remembers nothing. */
  public void restart(Duration resync) {
    stop();
    start(resync);
  }

  /** The same with a back-off that is capped so low. */
  public void restart(Duration resync, Duration longestRetry) {
    stop();
    start(config(resync, longestRetry));
  }

  @Override
  public void close() {
    stop();
    client.close();
    clients.close();
  }
}
