// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.foundation.api.auth.CachedKeySource;
import dev.foundation.api.auth.TokenVerifier;
import dev.foundation.api.aws.AssumedRoleClients;
import dev.foundation.api.config.ApiServerConfig;
import dev.foundation.api.config.InvalidEnvironmentException;
import dev.foundation.api.http.Admission;
import dev.foundation.api.http.ApiContract;
import dev.foundation.api.http.ApiVerticle;
import dev.foundation.api.http.Listener;
import dev.foundation.api.limits.RequestRates;
import dev.foundation.api.logging.LibraryLogs;
import dev.foundation.api.management.ManagementServer;
import dev.foundation.api.tenant.InformedTenantDirectory;
import dev.foundation.api.tenant.TenantResolver;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires the API server together and runs it until it is told to stop. */
public final class ApiServerMain {

  private static final Logger LOG = LoggerFactory.getLogger(ApiServerMain.class);

  /** Seconds; in-flight requests have 30. */
  private static final long LONGEST_STOP = 40;

  private final ApiServerConfig config;
  private final Clock clock = Clock.systemUTC();
  private final AtomicBoolean serving = new AtomicBoolean();
  private final InformedTenantDirectory directory =
      new InformedTenantDirectory(new KubernetesClientBuilder().build());
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Vertx vertx = Vertx.vertx();

  private ApiServerMain(ApiServerConfig config) {
    this.config = config;
  }

  /** Runs the server; exits with 1 if it cannot start. */
  public static void main(String[] arguments) {
    LibraryLogs.capture();
    try {
      new ApiServerMain(ApiServerConfig.of(System.getenv())).run();
    } catch (InvalidEnvironmentException e) {
      LOG.error("{}", e.getMessage());
      System.exit(1);
    }
  }

  private void run() {
    ManagementServer management =
        new ManagementServer(
            listener(config.managementHost(), config.managementPort()).options(),
            () -> serving.get() && directory.synced(),
            meters);
    ApiVerticle api = api();
    vertx
        .deployVerticle(management)
        .compose(deployed -> vertx.deployVerticle(api))
        .onSuccess(deployment -> started(deployment, api.port(), management.port()))
        .onFailure(failure -> {
          // No client has sent anything yet: this message is the platform's own.
          LOG.error("cannot start: {}", failure.toString(), failure);
          System.exit(1);
        });
  }

  private void started(String deployment, int port, int managementPort) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(deployment), "stop"));
    serving.set(true);
    LOG.info("serving on port {}, health on port {}", port, managementPort);
  }

  /** Readiness off, what is in flight finishes, then everything closes. */
  private void stop(String deployment) {
    serving.set(false);
    // One after the other: closing ends the event loop that would tell of its own end in a chain.
    await(vertx.undeploy(deployment));
    await(vertx.close());
    directory.close();
  }

  private static void await(Future<Void> done) {
    done.toCompletionStage().toCompletableFuture().orTimeout(LONGEST_STOP, SECONDS).join();
  }

  private ApiVerticle api() {
    TenantResolver tenants = new TenantResolver(directory);
    TokenVerifier tokens =
        new TokenVerifier(
            config.tokenIssuer(),
            config.tokenClientId(),
            CachedKeySource.at(config.tokenJwksUri(), clock),
            clock);
    Composition composition =
        new Composition(
            AssumedRoleClients.fromEnvironment(config.podName()), config.keyCacheTtl(), clock);
    return new ApiVerticle(
        listener(config.host(), config.port()),
        ApiContract.written(),
        composition.operations(tenants),
        new Admission(tokens, tenants, new RequestRates(config.replicas(), System::nanoTime)),
        meters);
  }

  private Listener listener(String host, int port) {
    return config.plaintext()
        ? new Listener(host, port, null, null)
        : new Listener(host, port, config.tlsCertificate(), config.tlsKey());
  }
}
