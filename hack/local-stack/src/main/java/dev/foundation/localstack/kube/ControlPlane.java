// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.kube;

import dev.foundation.localstack.process.ProcessSpec;
import dev.foundation.localstack.process.Supervisor;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * etcd, kube-apiserver with RBAC and kube-controller-manager, as supervised processes on loopback.
 * Its store is empty at every start.
 */
public final class ControlPlane implements AutoCloseable {

  /** Where the public keys of ServiceAccount tokens lie below the issuer. */
  public static final String JWKS_PATH = "/openid/v1/jwks";

  private static final Duration WITHIN = Duration.ofMinutes(3);

  private final Path directory;
  private final CertificateAuthority authority;
  private final Supervisor supervisor;
  private final ControlPlaneCommands commands;
  private final KubernetesClient client;

  private ControlPlane(
      Path directory,
      CertificateAuthority authority,
      Supervisor supervisor,
      ControlPlaneCommands commands) {
    this.directory = directory;
    this.authority = authority;
    this.supervisor = supervisor;
    this.commands = commands;
    kubeconfig()
        .write(
            adminKubeconfig(),
            authority.issueClient("administrator", "administrator", "system:masters"));
    this.client = clientOf(adminKubeconfig());
  }

  /**
   * Starts the three processes and waits until the API server answers and namespaces get their
   * ServiceAccounts.
   *
   * @param directory holds its files; an earlier store in it is removed
   * @param port where the API server listens
   */
  public static ControlPlane start(
      Path directory,
      KubeBinaries binaries,
      CertificateAuthority authority,
      Supervisor supervisor,
      int port) {
    Path absolute = directory.toAbsolutePath();
    ControlPlaneCommands commands =
        new ControlPlaneCommands(binaries, absolute, port, Loopback.freePort());
    prepare(commands);
    ControlPlane plane = new ControlPlane(absolute, authority, supervisor, commands);
    try {
      plane.startProcesses();
      return plane;
    } catch (RuntimeException e) {
      plane.close();
      throw e;
    }
  }

  /** A client that acts as the user of a kubeconfig. */
  public static KubernetesClient clientOf(Path kubeconfig) {
    return new KubernetesClientBuilder()
        .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
        .build();
  }

  /** The address of an API server at a port, known before it is started. */
  public static URI urlAt(int port) {
    return URI.create("https://127.0.0.1:" + port);
  }

  /** The API server's address, which is also the issuer of its ServiceAccount tokens. */
  public URI url() {
    return urlAt(commands.port());
  }

  /** The public keys of ServiceAccount tokens, readable without credentials. */
  public URI jwksUrl() {
    return url().resolve(JWKS_PATH);
  }

  public CertificateAuthority authority() {
    return authority;
  }

  public KubeBinaries binaries() {
    return commands.binaries();
  }

  /** A client with every right; closed with the control plane. */
  public KubernetesClient client() {
    return client;
  }

  /** The kubeconfig of a user with every right. */
  public Path adminKubeconfig() {
    return directory.resolve("kubeconfig");
  }

  /** Writes further kubeconfig files for this API server. */
  public Kubeconfig kubeconfig() {
    return new Kubeconfig(url(), authority.pem());
  }

  /** Closes the client; the processes are the supervisor's to end. */
  @Override
  public void close() {
    client.close();
  }

  private void startProcesses() {
    start("etcd", commands.etcd(), () -> Loopback.listens(commands.etcdPort()));
    IssuedCertificate server = authority.issue("kube-apiserver", CertificateAuthority.LOOPBACK);
    start("kube-apiserver", commands.apiServer(server, authority.pem()), this::isReady);
    client.resource(discoveryForEverybody()).serverSideApply();
    start(
        "kube-controller-manager",
        commands.controllers(adminKubeconfig(), authority.pem()),
        this::givesServiceAccounts);
  }

  private void start(String name, List<String> command, BooleanSupplier ready) {
    Path log = directory.resolve("logs").resolve(name + ".log");
    supervisor.start(ProcessSpec.of(name, command, log, ready).readyWithin(WITHIN));
  }

  private boolean isReady() {
    try {
      return "ok".equals(client.raw("/readyz"));
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  private boolean givesServiceAccounts() {
    try {
      return client.serviceAccounts().inNamespace("default").withName("default").get() != null;
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  /**
   * As on EKS, whoever verifies ServiceAccount tokens reads issuer and keys without credentials.
   */
  private static ClusterRoleBinding discoveryForEverybody() {
    return new ClusterRoleBindingBuilder()
        .withNewMetadata()
        .withName("service-account-issuer-discovery-for-everybody")
        .endMetadata()
        .withNewRoleRef()
        .withApiGroup("rbac.authorization.k8s.io")
        .withKind("ClusterRole")
        .withName("system:service-account-issuer-discovery")
        .endRoleRef()
        .addNewSubject()
        .withApiGroup("rbac.authorization.k8s.io")
        .withKind("Group")
        .withName("system:unauthenticated")
        .endSubject()
        .build();
  }

  private static void prepare(ControlPlaneCommands commands) {
    try {
      Files.createDirectories(commands.directory());
      removeTree(commands.etcdData());
      KeyPair keys = CertificateAuthority.rsaKeys();
      PemFile.writeSecret(commands.tokenKey(), keys.getPrivate());
      PemFile.write(commands.tokenPublicKey(), keys.getPublic());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void removeTree(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
