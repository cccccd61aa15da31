// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api;

import static dev.foundation.api.testing.TestServer.ACME;
import static dev.foundation.api.testing.TestServer.ADMIN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.foundation.api.operation.Json;
import dev.foundation.api.tenant.Workspaces;
import dev.foundation.api.testing.ServerProcess;
import dev.foundation.api.testing.TestTokens;
import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.localstack.kube.CertificateAuthority;
import dev.foundation.localstack.kube.ControlPlane;
import dev.foundation.localstack.kube.IssuedCertificate;
import dev.foundation.localstack.kube.KubeBinaries;
import dev.foundation.localstack.kube.Loopback;
import dev.foundation.localstack.process.Supervisor;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server as a process, with a real Kubernetes API and an AWS that never answers. */
class ApiServerMainIT {

  private static final String DOCUMENTS = ACME + "/collections/grants/documents";

  @TempDir private static Path directory;

  private static Supervisor supervisor;
  private static ControlPlane plane;
  private static HttpServer pool;

  /** Nobody's rights have changed. */
  private static HttpServer table;

  /** Holds the user pool's answer back. */
  private static volatile CountDownLatch poolAnswers = new CountDownLatch(0);

  private static volatile CountDownLatch poolAsked = new CountDownLatch(0);

  @BeforeAll
  static void start() throws Exception {
    supervisor = Supervisor.in(directory);
    plane =
        ControlPlane.start(
            directory.resolve("kube"),
            KubeBinaries.prepare(),
            CertificateAuthority.create(directory.resolve("pki")),
            supervisor,
            Loopback.freePort());
    install(plane.client());
    pool = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    pool.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    pool.createContext(
        "/",
        exchange -> {
          poolAsked.countDown();
          awaitPool();
          byte[] keys = TestTokens.keys().toString().getBytes(UTF_8);
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    pool.start();
    table = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    table.createContext(
        "/",
        exchange -> {
          byte[] nothing = "{\"Items\":[],\"Count\":0,\"ScannedCount\":0}".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, nothing.length);
          exchange.getResponseBody().write(nothing);
          exchange.close();
        });
    table.start();
  }

  private static void awaitPool() {
    try {
      poolAnswers.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void install(KubernetesClient client) throws IOException {
    Path crd =
        Path.of("../helm/foundation-workspaces/crds/foundationworkspaces.foundation.dev.yaml");
    client.load(Files.newInputStream(crd)).create();
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName("foundations").endMetadata().build())
        .create();
    FoundationWorkspace acme = Workspaces.ready("foundations", "acme");
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> client.resource(acme).create() != null);
    FoundationWorkspace created = client.resource(acme).get();
    created.setStatus(acme.getStatus());
    client.resource(created).updateStatus();
  }

  @AfterAll
  static void stop() {
    pool.stop(0);
    table.stop(0);
    plane.close();
    supervisor.close();
  }

  private static ServerProcess server(String name) {
    IssuedCertificate certificate = plane.authority().issue(name, CertificateAuthority.LOOPBACK);
    Map<String, String> environment = ServerProcess.settings(certificate);
    environment.put("KUBECONFIG", plane.adminKubeconfig().toString());
    environment.put("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
    environment.put(
        "AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:" + table.getAddress().getPort());
    environment.put(
        "FOUNDATION_API_TOKEN_JWKS_URI", "http://127.0.0.1:" + pool.getAddress().getPort());
    ServerProcess server =
        new ServerProcess(
            directory.resolve(name + ".log"), environment, plane.authority().clientContext());
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(server.manage("/readyz").statusCode()).isEqualTo(200));
    return server;
  }

  @Test
  void finishesWhatItBeganWhenItIsToldToStop() throws Exception {
    try (ServerProcess server = server("stopping")) {
      poolAnswers = new CountDownLatch(1);
      poolAsked = new CountDownLatch(1);
      CompletableFuture<HttpResponse<String>> inFlight = server.send("/v1/workspaces", ADMIN);
      poolAsked.await();

      server.terminate();
      await().untilAsserted(() -> assertThat(server.manage("/readyz").statusCode()).isEqualTo(503));
      assertThat(server.manage("/livez").statusCode()).isEqualTo(200);
      await()
          .untilAsserted(() ->
              assertThatThrownBy(
                      () -> new Socket(InetAddress.getLoopbackAddress(), server.port()).close())
                  .isInstanceOf(IOException.class));
      assertThat(inFlight).isNotDone();

      poolAnswers.countDown();
      assertThat(inFlight.join().statusCode()).isEqualTo(200);
      assertThat(inFlight.join().body()).contains("foundations.acme");
      assertThat(server.exitCode()).isEqualTo(143);
    }
  }

  @Test
  void followsTheWorkspacesLimitsAndSuspensionWhileItRuns() throws Exception {
    try (ServerProcess server = server("following")) {
      assertThat(server.send(ACME, ADMIN).join().headers().firstValue("RateLimit-Policy"))
          .contains("\"workspace\";q=400;w=2");
      change(workspace -> Workspaces.limited(workspace, 1, 7));
      await()
          .untilAsserted(() ->
              assertThat(server.send(ACME, ADMIN).join().headers().firstValue("RateLimit-Policy"))
                  .contains("\"workspace\";q=7;w=7"));
      change(workspace -> Workspaces.limited(workspace, 200, 400));
      change(Workspaces::suspended);
      await()
          .untilAsserted(
              () -> assertThat(server.send(DOCUMENTS, ADMIN).join().body()).contains("suspended"));
      change(workspace -> Workspaces.limited(workspace, 200, 400));
    }
  }

  private static void change(UnaryOperator<FoundationWorkspace> change) {
    KubernetesClient client = plane.client();
    FoundationWorkspace now = client.resource(Workspaces.ready("foundations", "acme")).get();
    client.resource(change.apply(now)).update();
  }

  @Test
  void printsOneJsonObjectALineAndNothingThatAClientSent() throws Exception {
    try (ServerProcess server = server("printing")) {
      String[] paths = {
        DOCUMENTS + "/patient-jane",
        DOCUMENTS + "?cursor=patient-jane",
        ACME + "/files?folder=patient-jane",
        "/v1/patient-jane?patient-jane=patient-jane",
        "/v1/workspaces/foundations.patient-jane",
      };
      for (String path : paths) {
        assertThat(server.send(path, ADMIN).join().statusCode()).isGreaterThanOrEqualTo(400);
      }
      await().until(() -> server.printed().contains("unavailable"));
      String metrics = server.manage("/metrics").body();
      assertThat(metrics).contains("http_server_requests").doesNotContain("patient-jane");
      server.terminate();
      server.exitCode();
      assertThat(server.printed()).contains("unavailable").doesNotContain("patient-jane");
      for (String line : server.printed().lines().toList()) {
        assertThat(Json.MAPPER.readTree(line).path("level").asText()).as(line).isNotEmpty();
      }
    }
  }
}
