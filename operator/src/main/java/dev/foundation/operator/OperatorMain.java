// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator;

import dev.foundation.operator.aws.AwsClients;
import dev.foundation.operator.command.OperatorCommand;
import dev.foundation.operator.config.InvalidEnvironmentException;
import dev.foundation.operator.config.OperatorConfig;
import dev.foundation.operator.health.HealthEndpoint;
import dev.foundation.operator.telemetry.OperatorMetrics;
import dev.foundation.operator.workspace.WorkspaceOperator;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Composes the operator and runs it until it is told to stop. */
public final class OperatorMain {

  private static final Logger LOG = LoggerFactory.getLogger(OperatorMain.class);
  private static final int USAGE = 64;
  private static final int NOT_STARTED = 69;
  private static final int LOST_LEAD = 75;

  private OperatorMain() {}

  /** Without arguments it runs until it is told to stop: everything is in the environment. */
  public static void main(String[] args) {
    int exit =
        OperatorCommand.execute(
            OperatorMain::reconcile,
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            args);
    if (args.length > 0 || exit != 0) {
      System.exit(exit);
    }
  }

  private static void reconcile() {
    try {
      run(OperatorConfig.from(System.getenv()));
    } catch (InvalidEnvironmentException e) {
      LOG.error("the environment is not usable:\n{}", e.getMessage());
      System.exit(USAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Health first, so that a slow start shows as not ready instead of as dead. */
  private static void run(OperatorConfig config) throws IOException {
    KubernetesClient client = new KubernetesClientBuilder().build();
    PrometheusMeterRegistry meters = meters();
    AwsClients clients = AwsClients.ofThisProcess(config.awsQuotas(), meters);
    WorkspaceOperator operator =
        WorkspaceOperator.create(
            config,
            client,
            clients,
            Clock.systemUTC(),
            new OperatorMetrics(meters),
            OperatorMain::leaveToAnother);
    AtomicBoolean started = new AtomicBoolean();
    HealthEndpoint health =
        HealthEndpoint.listen(
            config.healthHost(),
            config.healthPort(),
            () -> true,
            () -> started.get() && operator.isHealthy(),
            meters::scrape);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  started.set(false);
                  operator.close();
                  client.close();
                  clients.close();
                  health.close();
                },
                "shutdown"));
    start(operator);
    started.set(true);
    LOG.info("reconciling; health on port {}", health.port());
  }

  /** Else the health endpoint would keep a process alive that looks at nothing. */
  private static void start(WorkspaceOperator operator) {
    try {
      operator.start();
    } catch (RuntimeException e) {
      LOG.error("not started; ending, to be started anew", e);
      System.exit(NOT_STARTED);
    }
  }

  private static PrometheusMeterRegistry meters() {
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(meters);
    new JvmThreadMetrics().bindTo(meters);
    new ProcessorMetrics().bindTo(meters);
    new UptimeMetrics().bindTo(meters);
    return meters;
  }

  /** At once: another may act already, and what is half done here is safe to be done again. */
  private static void leaveToAnother() {
    LOG.error("the lead was lost; ending, to begin anew as one that waits for it");
    Runtime.getRuntime().halt(LOST_LEAD);
  }
}
