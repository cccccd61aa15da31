// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.kube;

import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps ServiceAccount tokens in files and renews them before they expire, as the kubelet does for
 * projected volumes.
 */
public final class ServiceAccountTokens implements AutoCloseable {

  /** The audience that IRSA asks for. */
  public static final String AWS = "sts.amazonaws.com";

  private static final Logger LOG = LoggerFactory.getLogger(ServiceAccountTokens.class);

  private final ControlPlane plane;
  private final Path directory;
  private final Duration life;
  private final List<Projection> projections = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService renewal =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("renew-tokens").factory());
  private final ScheduledFuture<?> schedule;

  /**
   * @param directory where the files go
   * @param life of a token, at least 10 minutes; renewed after a third of it
   */
  public ServiceAccountTokens(ControlPlane plane, Path directory, Duration life) {
    this.plane = plane;
    this.directory = directory.toAbsolutePath();
    this.life = life;
    long third = life.toSeconds() / 3;
    this.schedule = renewal.scheduleAtFixedRate(this::renew, third, third, TimeUnit.SECONDS);
  }

  /**
   * Gives out the two tokens of a ServiceAccount and a kubeconfig that uses the first.
   *
   * @throws KubernetesClientException when the account does not exist
   */
  public ServiceAccountFiles issue(String namespace, String account) {
    Path home = directory.resolve(namespace).resolve(account);
    ServiceAccountFiles files =
        new ServiceAccountFiles(
            home.resolve("kubeconfig"),
            home.resolve("kube-credential.json"),
            home.resolve("aws-token"));
    project(new Projection(namespace, account, plane.url().toString(), files.credential()));
    project(new Projection(namespace, account, AWS, files.awsToken()));
    plane.kubeconfig().writeForCredential(files.kubeconfig(), files.credential());
    return files;
  }

  /** A token for one audience. */
  public String token(String namespace, String account, String audience) {
    return request(namespace, account, audience).getToken();
  }

  private TokenRequestStatus request(String namespace, String account, String audience) {
    TokenRequest request =
        new TokenRequestBuilder()
            .withNewSpec()
            .withAudiences(audience)
            .withExpirationSeconds(life.toSeconds())
            .endSpec()
            .build();
    KubernetesClient client = plane.client();
    return client
        .serviceAccounts()
        .inNamespace(namespace)
        .withName(account)
        .tokenRequest(request)
        .getStatus();
  }

  /** Fetches every token anew; one that cannot be fetched now is fetched at the next renewal. */
  void renew() {
    for (Projection projection : projections) {
      try {
        write(projection);
      } catch (KubernetesClientException | UncheckedIOException e) {
        LOG.warn("token of {} was not renewed", projection.account(), e);
      }
    }
  }

  @Override
  public void close() {
    schedule.cancel(false);
    renewal.shutdownNow();
  }

  private void project(Projection projection) {
    write(projection);
    projections.add(projection);
  }

  private void write(Projection projection) {
    TokenRequestStatus granted =
        request(projection.namespace(), projection.account(), projection.audience());
    String content =
        projection.audience().equals(AWS)
            ? granted.getToken()
            : new Kubeconfig.Credential(granted.getToken(), granted.getExpirationTimestamp())
                .toJson();
    Path file = projection.file();
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.createDirectories(file.resolveSibling("."));
      Files.deleteIfExists(part);
      Files.createFile(
          part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(part, content);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Projection(String namespace, String account, String audience, Path file) {}
}
