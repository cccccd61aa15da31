// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.management;

import dev.foundation.api.http.listener.Listener;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Answers {@code /livez}, {@code /readyz} and {@code /metrics}. */
public final class ManagementServer extends VerticleBase {

  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;
  private static final int IDLE_SECONDS = 120;
  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final Listener listener;
  private final BooleanSupplier ready;
  private final PrometheusMeterRegistry meters;
  private @Nullable HttpServer server;

  /**
   * A server that does not listen yet.
   *
   * @param ready whether requests of tenants should come here now
   */
  public ManagementServer(
      Listener listener, BooleanSupplier ready, PrometheusMeterRegistry meters) {
    this.listener = listener;
    this.ready = ready;
    this.meters = meters;
  }

  @Override
  public Future<?> start() {
    new JvmMemoryMetrics().bindTo(meters);
    new JvmThreadMetrics().bindTo(meters);
    new ProcessorMetrics().bindTo(meters);
    JvmGcMetrics collections = new JvmGcMetrics();
    collections.bindTo(meters);
    Router router = Router.router(vertx);
    router.get("/livez").handler(request -> answer(request, true));
    router.get("/readyz").handler(request -> answer(request, ready.getAsBoolean()));
    router.get("/metrics").blockingHandler(this::metrics);
    HttpServer created =
        vertx
            .createHttpServer(listener.options().setIdleTimeout(IDLE_SECONDS))
            .requestHandler(router);
    server = created;
    return listener.listen(vertx, created);
  }

  /** The port that is listened on, once started. */
  public int port() {
    return server == null ? 0 : server.actualPort();
  }

  private static void answer(RoutingContext request, boolean good) {
    request.response().setStatusCode(good ? OK : UNAVAILABLE).end(good ? "ok\n" : "not ready\n");
  }

  private void metrics(RoutingContext request) {
    request.response().putHeader("Content-Type", PROMETHEUS_TEXT).end(meters.scrape());
  }
}
