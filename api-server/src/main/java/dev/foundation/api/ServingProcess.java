// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.foundation.api.http.ApiVerticle;
import dev.foundation.api.http.listener.Listener;
import dev.foundation.api.management.ManagementServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs an API beside health and metrics until the process is told to stop. */
final class ServingProcess {

  private static final Logger LOG = LoggerFactory.getLogger(ServingProcess.class);

  /** Seconds; in-flight requests have 30. */
  private static final long LONGEST_STOP = 40;

  private final AtomicBoolean serving = new AtomicBoolean();
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Vertx vertx = Vertx.vertx();
  private final CellWatch watch;

  /**
   * Nothing runs yet.
   *
   * @param watch ready requests need it, and it is closed last
   */
  ServingProcess(CellWatch watch) {
    this.watch = watch;
  }

  /** What is measured. */
  PrometheusMeterRegistry meters() {
    return meters;
  }

  /**
   * Starts all of it; the process exits with 1 if it cannot.
   *
   * @param last what to do once nothing is in flight any more
   */
  void run(Listener health, ApiVerticle api, Runnable last) {
    watch.start();
    ManagementServer management =
        new ManagementServer(health, () -> serving.get() && watch.informed(), meters);
    vertx
        .deployVerticle(management)
        .compose(deployed -> vertx.deployVerticle(api))
        .onSuccess(deployment -> started(deployment, last, api.port(), management.port()))
        .onFailure(failure -> {
          // No client has sent anything yet: this message is the platform's own.
          LOG.error("cannot start: {}", failure.toString(), failure);
          System.exit(1);
        });
  }

  private void started(String deployment, Runnable last, int port, int managementPort) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(deployment, last), "stop"));
    serving.set(true);
    LOG.info("serving on port {}, health on port {}", port, managementPort);
  }

  /** Readiness off, what is in flight finishes, then everything closes. */
  private void stop(String deployment, Runnable last) {
    serving.set(false);
    // One after the other: closing ends the event loop that would tell of its own end in a chain.
    await(vertx.undeploy(deployment));
    last.run();
    await(vertx.close());
    watch.close();
  }

  private static void await(Future<Void> done) {
    done.toCompletionStage().toCompletableFuture().orTimeout(LONGEST_STOP, SECONDS).join();
  }
}
