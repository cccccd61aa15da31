// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.foundation.api.auth.CachedKeySource;
import dev.foundation.api.auth.TokenVerifier;
import dev.foundation.api.operation.Operations;
import dev.foundation.api.operation.StreamingOperation;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.TenantResolver;
import dev.foundation.api.tenant.Workspaces;
import dev.foundation.api.workspaces.WorkspaceOperations;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The real HTTP side on loopback, with one workspace and operations that the test gives. */
final class TestServer implements AutoCloseable {

  static final String ACME = "/v1/workspaces/foundations.acme";
  private static final String ISSUER = "https://pool.example";
  private static final RSAKey KEY = key();

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ApiVerticle verticle;
  private final String deployment;

  /** Every other operation answers a problem. */
  TestServer(Map<String, StreamingOperation> given) throws Exception {
    this(all(given, new WorkspaceOperations(tenants())));
  }

  /** Exactly these operations. */
  static TestServer start(Operations operations) throws Exception {
    return new TestServer(operations);
  }

  private TestServer(Operations operations) throws Exception {
    CachedKeySource keys =
        new CachedKeySource(() -> new JWKSet(KEY.toPublicJWK()), Clock.systemUTC());
    verticle =
        new ApiVerticle(
            new Listener("127.0.0.1", 0, null, null),
            operations,
            new TokenVerifier(ISSUER, "client-1", keys, Clock.systemUTC()),
            tenants(),
            meters);
    deployment = vertx.deployVerticle(verticle).toCompletionStage().toCompletableFuture().get();
  }

  private static TenantResolver tenants() {
    return new TenantResolver((namespace, name) ->
        "acme".equals(name) ? Optional.of(Workspaces.ready(namespace, name)) : Optional.empty());
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

  static List<String> operationIds() {
    return ApiContract.written().getJsonObject("paths").stream()
        .flatMap(path -> ((JsonObject) path.getValue()).stream())
        .map(operation -> ((JsonObject) operation.getValue()).getString("operationId"))
        .toList();
  }

  int port() {
    return verticle.port();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
  }

  HttpRequest.Builder authorized(String path, String... groups) {
    return request(path).header("Authorization", "Bearer " + token(groups));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpClient client() {
    return client;
  }

  static String token(String... groups) {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .subject("sub-1")
            .claim("client_id", "client-1")
            .claim("token_use", "access")
            .claim("exp", Clock.systemUTC().instant().getEpochSecond() + 900)
            .claim("cognito:groups", List.of(groups))
            .build();
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY.getKeyID()).build(), claims);
      token.sign(new RSASSASigner(KEY));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RSAKey key() {
    try {
      return new RSAKeyGenerator(2048).keyID("pool-key").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  io.vertx.core.Future<Void> stop() {
    return vertx.undeploy(deployment);
  }

  @Override
  public void close() {
    client.shutdownNow();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
