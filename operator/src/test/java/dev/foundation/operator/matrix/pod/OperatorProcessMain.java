// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix.pod;

import dev.foundation.operator.aws.AwsClients;
import dev.foundation.operator.config.OperatorConfig;
import dev.foundation.operator.quota.RequestRates;
import dev.foundation.operator.telemetry.OperatorMetrics;
import dev.foundation.operator.workspace.WorkspaceOperator;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.net.URI;
import java.time.Clock;

/** The operator composed as its own main class does, but behind a gateway to Kubernetes. */
final class OperatorProcessMain {

  /** What it prints once it has started. */
  static final String STARTED = "started";

  private static final int LOST_LEAD = 75;

  private OperatorProcessMain() {}

  /**
   * Runs until it is killed; the rest is in the environment.
   *
   * @param arguments the gateway's URL and the ServiceAccount's token
   */
  public static void main(String[] arguments) {
    KubernetesClient client = Surroundings.client(URI.create(arguments[0]), arguments[1]);
    WorkspaceOperator operator =
        WorkspaceOperator.create(
            OperatorConfig.from(System.getenv()),
            client,
            AwsClients.ofThisProcess(RequestRates.DEFAULTS),
            Clock.systemUTC(),
            new OperatorMetrics(new CompositeMeterRegistry()),
            () -> Runtime.getRuntime().halt(LOST_LEAD));
    Runtime.getRuntime().addShutdownHook(new Thread(operator::close));
    operator.start();
    System.out.println(STARTED);
  }
}
