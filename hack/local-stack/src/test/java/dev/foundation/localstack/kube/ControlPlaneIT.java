// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.foundation.localstack.process.Supervisor;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlPlaneIT {

  @TempDir static Path directory;
  private static Supervisor supervisor;
  private static ControlPlane plane;
  private static ServiceAccountTokens tokens;

  @BeforeAll
  static void start() {
    supervisor = Supervisor.in(directory);
    plane =
        ControlPlane.start(
            directory.resolve("kube"),
            KubeBinaries.prepare(),
            CertificateAuthority.create(directory.resolve("pki")),
            supervisor,
            Loopback.freePort());
    tokens = new ServiceAccountTokens(plane, directory.resolve("accounts"), Duration.ofMinutes(10));
    plane
        .client()
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName("somebody")
                .withNamespace("default")
                .endMetadata()
                .build())
        .create();
  }

  @AfterAll
  static void stop() {
    tokens.close();
    plane.close();
    supervisor.close();
  }

  @Test
  void refusesWhatNoRoleAllows() {
    ServiceAccountFiles files = tokens.issue("default", "somebody");

    assertRefused(files.kubeconfig(), 403, "system:serviceaccount:default:somebody");
  }

  @Test
  void refusesTheTokenThatWasMadeForAws() throws IOException {
    ServiceAccountFiles files = tokens.issue("default", "somebody");
    Kubeconfig.Credential credential =
        new Kubeconfig.Credential(Files.readString(files.awsToken()), "2100-01-01T00:00:00Z");
    Path file = Files.writeString(directory.resolve("aws.json"), credential.toJson());
    Path config = plane.kubeconfig().writeForCredential(directory.resolve("with-aws-token"), file);

    assertRefused(config, 401, "Unauthorized");
  }

  private static void assertRefused(Path kubeconfig, int code, String words) {
    try (KubernetesClient client = ControlPlane.clientOf(kubeconfig)) {
      assertThatThrownBy(() -> client.configMaps().inNamespace("default").list())
          .isInstanceOfSatisfying(
              KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(code))
          .hasMessageContaining(words);
    }
  }

  @Test
  void namesTheAudienceAndIssuerInATokenForAws() throws IOException {
    ServiceAccountFiles files = tokens.issue("default", "somebody");
    String payload = Files.readString(files.awsToken()).split("\\.", -1)[1];

    assertThat(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8))
        .contains("\"aud\":[\"sts.amazonaws.com\"]")
        .contains("\"iss\":\"" + plane.url() + "\"")
        .contains("\"sub\":\"system:serviceaccount:default:somebody\"");
  }

  @Test
  void renewsTokensInPlace() throws IOException {
    ServiceAccountFiles files = tokens.issue("default", "somebody");
    Files.writeString(files.awsToken(), "expired");

    tokens.renew();

    assertThat(Files.readString(files.awsToken())).startsWith("ey");
  }

  @Test
  void publishesTheKeysOfItsTokens()
      throws GeneralSecurityException, IOException, InterruptedException {
    URI discovery = plane.url().resolve("/.well-known/openid-configuration");

    assertThat(get(discovery)).contains(plane.jwksUrl().toString());
    assertThat(get(plane.jwksUrl())).contains("\"kty\":\"RSA\"");
  }

  @Test
  void finishesTheDeletionOfANamespace() {
    plane
        .client()
        .resource(new NamespaceBuilder().withNewMetadata().withName("gone").endMetadata().build())
        .create();
    plane
        .client()
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName("content")
                .withNamespace("gone")
                .endMetadata()
                .build())
        .create();
    plane.client().namespaces().withName("gone").delete();

    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> plane.client().namespaces().withName("gone").get() == null);
  }

  private static String get(URI uri)
      throws GeneralSecurityException, IOException, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build()) {
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
  }

  private static SSLContext trusting() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(plane.authority().trustStore())) {
      store.load(in, null);
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
