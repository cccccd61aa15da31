// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http;

import static java.util.stream.Collectors.toList;

import dev.foundation.api.audit.Access;
import dev.foundation.api.http.body.Pace;
import dev.foundation.api.http.docs.DocsPage;
import dev.foundation.api.http.listener.IdleConnections;
import dev.foundation.api.http.listener.Listener;
import dev.foundation.api.limits.Brake;
import dev.foundation.api.limits.Room;
import dev.foundation.api.limits.Turns;
import dev.foundation.api.operation.Operations;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Serves the contract: exactly its operations, each by the code bound to its operationId. */
public final class ApiVerticle extends VerticleBase {

  private static final Duration GRACE = Duration.ofSeconds(30);

  /** Less than any Retry-After, so that nobody who heeds it waits longer. */
  private static final Duration REFUSAL = Duration.ofMillis(250);

  private final Listener listener;
  private final JsonObject contract;
  private final Operations operations;
  private final Admission admission;
  private final Access access;
  private final MeterRegistry meters;
  private final ProblemHandler problems = new ProblemHandler();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Limits limits;

  /** For waits that hardly ever come to their end, of which each costs next to nothing. */
  private final Timer timer =
      new HashedWheelTimer(Thread.ofPlatform().daemon().name("waits").factory());

  private @Nullable HttpServer server;

  /**
   * What the requests of one workspace may take up.
   *
   * @param atATime how many of them are served at a time
   * @param largeAtATime how many that hold many documents are served at a time, of all workspaces;
   *     of one half of them
   * @param patience how long another waits for its turn
   * @param json how slow a client may be that sends a JSON body, or reads one
   * @param stream the same of any other body
   * @param idle how long a connection may be open on which nothing is served
   */
  public record Limits(
      int atATime, int largeAtATime, Duration patience, Pace json, Pace stream, Duration idle) {

    /** Twenty-five documents of the largest, sealed, plain and as JSON. */
    private static final long LARGE_BYTES = 12L << 20;

    private static final int SHARE_OF_HEAP = 4;

    /** Enough to keep its AWS connections busy, too few to starve the others or fill the heap. */
    public static final Limits USUAL =
        new Limits(
            64,
            Math.toIntExact(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / LARGE_BYTES),
            Duration.ofSeconds(5),
            Pace.within(Duration.ofSeconds(30)),
            new Pace(Duration.ofMinutes(2), 1024),
            Duration.ofMinutes(2));
  }

  /**
   * A server that does not listen yet.
   *
   * @param contract as written; exactly its operations must be bound
   */
  public ApiVerticle(
      Listener listener,
      JsonObject contract,
      Operations operations,
      Admission admission,
      Access access,
      MeterRegistry meters,
      Limits limits) {
    this.listener = listener;
    this.contract = contract.copy();
    this.operations = operations;
    this.admission = admission;
    this.access = access;
    this.meters = meters;
    this.limits = limits;
  }

  @Override
  public Future<?> start() {
    return ApiContract.forRequests(vertx, contract)
        .compose(requests -> {
          HttpServer created = vertx.createHttpServer(listener.options());
          server = created;
          IdleConnections idle = new IdleConnections(vertx, limits.idle());
          created
              .connectionHandler(idle::opened)
              .requestHandler(router(requests, idle))
              .invalidRequestHandler(new UnreadableRequests(meters));
          return listener.listen(vertx, created);
        });
  }

  /** The port that is listened on, once started. */
  public int port() {
    return server == null ? 0 : server.actualPort();
  }

  /** Takes no new connection, lets what is in flight finish, then closes. */
  @Override
  public Future<?> stop() {
    HttpServer running = server;
    Future<Void> closed =
        running == null
            ? Future.succeededFuture()
            : running.shutdown(GRACE.toSeconds(), TimeUnit.SECONDS);
    return closed.onComplete(done -> {
      threads.shutdown();
      timer.stop();
    });
  }

  private Router router(OpenAPIContract requests, IdleConnections idle) {
    requireSameOperations(requests);
    Dispatcher.Services services =
        new Dispatcher.Services(
            admission,
            access,
            new Brake(limits.atATime(), REFUSAL, timer),
            new Turns(limits.atATime(), limits.patience()),
            new Room(limits.largeAtATime(), 1, limits.patience(), "requests for many documents"),
            limits.json(),
            limits.stream(),
            timer,
            new RequestValidation(requests),
            problems,
            threads);
    Router router = Router.router(vertx);
    boolean internal = contract.getBoolean(ApiContract.INTERNAL, false);
    router.route().handler(idle::serve);
    router.route().handler(context -> Telemetry.begin(context, meters, internal));
    if (!internal) {
      documentation(router);
    }
    byPath(requests).forEach((path, known) -> route(router, routerPath(path), known, services));
    for (int status : new int[] {400, 404, 413, 415, 500}) {
      router.errorHandler(status, problems);
    }
    return router;
  }

  private void documentation(Router router) {
    DocsPage docs = new DocsPage();
    for (String path : docs.paths()) {
      route(router, path, HttpMethod.GET)
          .handler(context -> {
            Telemetry.of(context).route(path);
            docs.handle(context);
          });
      refuseOthers(router, path, Stream.of(HttpMethod.GET));
    }
  }

  /**
   * The operations of every path; a fixed segment is before a parameter in its place and so is
   * matched first, as OpenAPI demands.
   */
  private static Map<String, List<Operation>> byPath(OpenAPIContract contract) {
    return contract.operations().stream()
        .collect(Collectors.groupingBy(Operation::getOpenAPIPath, TreeMap::new, toList()));
  }

  private void route(
      Router router, String path, List<Operation> known, Dispatcher.Services services) {
    for (Operation operation : known) {
      route(router, path, operation.getHttpMethod())
          .handler(new Dispatcher(services, operation, operations.get(operation.getOperationId())));
    }
    refuseOthers(router, path, known.stream().map(Operation::getHttpMethod));
  }

  private static Route route(Router router, String path, HttpMethod method) {
    Route route = router.route(path);
    answered(method).forEach(route::method);
    return route;
  }

  /** Whoever answers GET answers HEAD (RFC 9110, 9.1); no contract would say it once for all. */
  private static Stream<HttpMethod> answered(HttpMethod method) {
    return HttpMethod.GET.equals(method)
        ? Stream.of(HttpMethod.GET, HttpMethod.HEAD)
        : Stream.of(method);
  }

  private void refuseOthers(Router router, String path, Stream<HttpMethod> known) {
    String allowed =
        known
            .flatMap(ApiVerticle::answered)
            .map(HttpMethod::name)
            .collect(Collectors.joining(", "));
    router
        .route(path)
        .handler(context ->
            problems.answer(
                context,
                new ProblemException(
                    ProblemType.METHOD_NOT_ALLOWED,
                    "The contract has no such method on this path.",
                    Map.of("Allow", allowed))));
  }

  private static String routerPath(String path) {
    return path.replaceAll("\\{(\\w+)}", ":$1");
  }

  private void requireSameOperations(OpenAPIContract contract) {
    Set<String> promised =
        contract.operations().stream().map(Operation::getOperationId).collect(Collectors.toSet());
    if (!promised.equals(operations.ids())) {
      throw new IllegalStateException(
          "the contract has "
              + new TreeSet<>(promised)
              + ", bound are "
              + new TreeSet<>(operations.ids()));
    }
  }
}
