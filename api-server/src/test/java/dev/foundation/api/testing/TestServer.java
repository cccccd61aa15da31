// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.testing;

import dev.foundation.api.audit.Access;
import dev.foundation.api.auth.CachedKeySource;
import dev.foundation.api.auth.CachedKeySource.KeyFetch;
import dev.foundation.api.auth.TokenVerifier;
import dev.foundation.api.http.Admission;
import dev.foundation.api.http.ApiContract;
import dev.foundation.api.http.ApiVerticle;
import dev.foundation.api.http.ApiVerticle.Limits;
import dev.foundation.api.http.listener.Listener;
import dev.foundation.api.limits.RequestRates;
import dev.foundation.api.operation.Operations;
import dev.foundation.api.operation.StreamingOperation;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.TenantDirectory;
import dev.foundation.api.tenant.TenantResolver;
import dev.foundation.api.tenant.Workspaces;
import dev.foundation.api.workspaces.WorkspaceOperations;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The real HTTP side on loopback, with workspaces and operations that the test gives. */
public final class TestServer implements AutoCloseable {

  /** The one workspace there is, unless the test gives others. */
  public static final String ACME = "/v1/workspaces/foundations.acme";

  /** That workspace's group of administrators. */
  public static final String ADMIN = "foundations.acme";

  /** Plain HTTP on a free port. */
  public static final Listener PLAIN = new Listener("127.0.0.1", 0, null, null);

  private final AtomicLong nanoseconds = new AtomicLong();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final InMemoryAudit audit = new InMemoryAudit(Clock.systemUTC());
  private final ApiVerticle verticle;
  private final String deployment;

  /** With {@link #ACME} only; every other operation answers a problem. */
  public TestServer(Map<String, StreamingOperation> given) throws Exception {
    this(PLAIN, onlyAcme(), tenants -> all(given, new WorkspaceOperations(tenants)));
  }

  /** With these workspaces; every other operation answers a problem. */
  public TestServer(TenantDirectory workspaces, Map<String, StreamingOperation> given)
      throws Exception {
    this(PLAIN, workspaces, tenants -> all(given, new WorkspaceOperations(tenants)));
  }

  /** With {@link #ACME} only, within these limits; every other operation answers a problem. */
  public TestServer(Limits limits, Map<String, StreamingOperation> given) throws Exception {
    this(
        PLAIN,
        ApiContract.written(),
        onlyAcme(),
        (tenants, rates) -> all(given, new WorkspaceOperations(tenants)),
        TestTokens::keys,
        null,
        limits);
  }

  /** With {@link #ACME} only and the keys of a user pool. */
  public TestServer(KeyFetch keys) throws Exception {
    this(
        PLAIN,
        ApiContract.written(),
        onlyAcme(),
        (tenants, rates) -> all(Map.of(), new WorkspaceOperations(tenants)),
        keys,
        null,
        Limits.USUAL);
  }

  /** With {@link #ACME} only and another contract of the same operations. */
  public TestServer(JsonObject contract) throws Exception {
    this(
        PLAIN,
        contract,
        onlyAcme(),
        (tenants, rates) -> all(Map.of(), new WorkspaceOperations(tenants)),
        TestTokens::keys,
        null,
        Limits.USUAL);
  }

  /** With these workspaces and exactly these operations. */
  public TestServer(
      Listener listener,
      TenantDirectory workspaces,
      Function<TenantResolver, Operations> operations)
      throws Exception {
    this(
        listener,
        ApiContract.written(),
        workspaces,
        (tenants, rates) -> operations.apply(tenants),
        TestTokens::keys,
        null,
        Limits.USUAL);
  }

  /** With exactly these operations of another contract, and accesses of another kind. */
  public TestServer(
      JsonObject contract,
      TenantDirectory workspaces,
      Function<TenantResolver, Operations> operations,
      Access accesses)
      throws Exception {
    this(
        PLAIN,
        contract,
        workspaces,
        (tenants, rates) -> operations.apply(tenants),
        TestTokens::keys,
        accesses,
        Limits.USUAL);
  }

  /** With these workspaces, exactly these operations, and accesses as they are in production. */
  public TestServer(
      TenantDirectory workspaces,
      BiFunction<TenantResolver, RequestRates, Operations> operations,
      Access accesses)
      throws Exception {
    this(
        PLAIN,
        ApiContract.written(),
        workspaces,
        operations,
        TestTokens::keys,
        accesses,
        Limits.USUAL);
  }

  private TestServer(
      Listener listener,
      JsonObject contract,
      TenantDirectory workspaces,
      BiFunction<TenantResolver, RequestRates, Operations> operations,
      KeyFetch pool,
      @Nullable Access accesses,
      Limits limits)
      throws Exception {
    CachedKeySource keys = new CachedKeySource(pool, Clock.systemUTC());
    TokenVerifier tokens =
        new TokenVerifier(
            TestTokens.ISSUER,
            TestTokens.CLIENT,
            keys,
            (address, member, issuedAt) -> false,
            Clock.systemUTC());
    TenantResolver tenants = new TenantResolver(workspaces);
    RequestRates rates = new RequestRates(1, nanoseconds::get);
    verticle =
        new ApiVerticle(
            listener,
            contract,
            operations.apply(tenants, rates),
            new Admission(tokens, tenants, rates),
            accesses == null ? audit.accesses() : accesses,
            meters,
            limits);
    deployment = vertx.deployVerticle(verticle).toCompletionStage().toCompletableFuture().get();
  }

  /** A directory with {@code foundations.acme} and no other. */
  public static TenantDirectory onlyAcme() {
    return (namespace, name) ->
        "acme".equals(name) ? Optional.of(Workspaces.ready(namespace, name)) : Optional.empty();
  }

  private static Operations all(
      Map<String, StreamingOperation> given, WorkspaceOperations workspaces) {
    Map<String, StreamingOperation> all = new LinkedHashMap<>();
    for (String id : operationIds()) {
      all.put(
          id,
          (call, body) -> {
            throw new ProblemException(ProblemType.DOCUMENT_NOT_FOUND, "Not in this test.");
          });
    }
    all.put("listWorkspaces", (call, body) -> workspaces.listWorkspaces(call));
    all.put("getWorkspace", (call, body) -> workspaces.getWorkspace(call));
    all.putAll(given);
    Operations operations = new Operations();
    all.forEach(operations::bindStreaming);
    return operations;
  }

  /** Every operation of the contract. */
  public static List<String> operationIds() {
    return ApiContract.written().getJsonObject("paths").stream()
        .flatMap(path -> ((JsonObject) path.getValue()).stream())
        .map(operation -> ((JsonObject) operation.getValue()).getString("operationId"))
        .toList();
  }

  /** Lets time pass for the request limits, which know no other. */
  public void pass(Duration time) {
    nanoseconds.addAndGet(time.toNanos());
  }

  /** What its accesses left, unless the test gave them. */
  public InMemoryAudit audit() {
    return audit;
  }

  /** Where it listens. */
  public int port() {
    return verticle.port();
  }

  /** What was measured. */
  public SimpleMeterRegistry meters() {
    return meters;
  }

  /** A request without a token. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
  }

  /** A request of a member of these groups. */
  public HttpRequest.Builder authorized(String path, String... groups) {
    return request(path).header("Authorization", "Bearer " + TestTokens.of(groups));
  }

  /** A body that claims this length and that the server must not ask for. */
  public static BodyPublisher nothing(long length) {
    return BodyPublishers.fromPublisher(
        subscriber -> {
          throw new AssertionError("the body was asked for");
        },
        length);
  }

  /** Sends it and waits for the whole answer. */
  public HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Sends these bytes as they are; everything that comes until the server closes. */
  public String sendRaw(String bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The client behind {@link #send}. */
  public HttpClient client() {
    return client;
  }

  /** Stops taking requests; done when what is in flight is. */
  public Future<Void> stop() {
    return vertx.undeploy(deployment);
  }

  @Override
  public void close() {
    client.shutdownNow();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
