// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.stack;

import dev.foundation.localstack.emulator.EmulatorAccount;
import dev.foundation.localstack.kube.ServiceAccountFiles;
import dev.foundation.localstack.kube.ServiceAccountTokens;
import dev.foundation.localstack.stack.Platform;
import dev.foundation.operator.aws.AwsClients;
import dev.foundation.operator.config.OperatorConfig;
import dev.foundation.operator.workspace.WorkspaceOperator;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.Operator;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The operator under its own ServiceAccount and AWS role; may be ended and started again. */
public final class RunningOperator implements AutoCloseable {

  private final Map<String, String> environment;
  private final KubernetesRequests requests = new KubernetesRequests();
  private final KubernetesClient client;
  private final AwsClients clients;
  private Operator operator;

  RunningOperator(Platform platform, ServiceAccountTokens tokens) {
    ServiceAccountFiles files = tokens.issue(Platform.NAMESPACE, "foundation-operator");
    environment = new HashMap<>(platform.operatorVariables());
    SystemProperties.set("aws.endpointUrl", platform.cell().proxy().endpoint().toString());
    SystemProperties.set("aws.region", EmulatorAccount.REGION);
    SystemProperties.set("aws.roleArn", environment.get("FOUNDATION_OPERATOR_ROLE_ARN"));
    SystemProperties.set("aws.webIdentityTokenFile", files.awsToken().toString());
    clients = AwsClients.ofThisProcess();
    client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(files.kubeconfig().toFile()))
            .withHttpClientBuilderConsumer(
                http -> http.addOrReplaceInterceptor("requests", requests))
            .build();
  }

  /** What the operator asked the Kubernetes API for. */
  public KubernetesRequests requests() {
    return requests;
  }

  /** Starts it with another resync than the default. */
  public void start(Duration resync) {
    environment.put("FOUNDATION_OPERATOR_RESYNC", resync.toString());
    operator =
        WorkspaceOperator.create(
            OperatorConfig.from(environment), client, clients, Clock.systemUTC());
    operator.start();
  }

  /** Ends it. */
  public void stop() {
    operator.stop();
  }

  /** Ends it and starts another one, which remembers nothing. */
  public void restart(Duration resync) {
    stop();
    start(resync);
  }

  @Override
  public void close() {
    stop();
    client.close();
    clients.close();
  }
}
