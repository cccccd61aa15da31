// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.bench;

import dev.foundation.api.aws.AssumedRoleClients;
import dev.foundation.api.bench.cloud.FastCloud;
import dev.foundation.api.bench.cloud.FastWorkspace;
import dev.foundation.api.testing.ServerProcess;
import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.localstack.bench.JavaProcess;
import dev.foundation.localstack.kube.CertificateAuthority;
import dev.foundation.localstack.kube.IssuedCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The API server as it runs in production, in a cloud that answers at once. */
final class MeasuredServer implements AutoCloseable {

  private final Path directory = Files.createTempDirectory("foundation-bench-");
  private final CertificateAuthority authority = CertificateAuthority.create(directory);
  private final FastCloud cloud;
  private final ServerProcess server;

  /** With these workspaces. */
  MeasuredServer(Map<FastWorkspace, FoundationWorkspace> workspaces, List<String> options)
      throws IOException {
    cloud = new FastCloud(List.copyOf(workspaces.values()));
    try (AssumedRoleClients clients = FastWorkspace.clients(cloud.endpoint())) {
      workspaces.keySet().forEach(workspace -> workspace.createBranchKey(clients));
    }
    server =
        new ServerProcess(
            directory.resolve("server.log"), environment(), authority.clientContext(), options);
  }

  private Map<String, String> environment() throws IOException {
    IssuedCertificate certificate = authority.issue("api-server", CertificateAuthority.LOOPBACK);
    Path kubeconfig = directory.resolve("kubeconfig");
    Files.writeString(
        kubeconfig,
        """
        apiVersion: v1
        kind: Config
        current-context: c
        contexts: [{name: c, context: {cluster: c, user: u}}]
        clusters: [{name: c, cluster: {server: "%s"}}]
        users: [{name: u, user: {}}]
        """
            .formatted(cloud.endpoint()));
    Map<String, String> environment = ServerProcess.settings(certificate);
    environment.put("KUBECONFIG", kubeconfig.toString());
    environment.put("AWS_ENDPOINT_URL", cloud.endpoint().toString());
    environment.put("FOUNDATION_API_TOKEN_JWKS_URI", cloud.keys().toString());
    return environment;
  }

  FastCloud cloud() {
    return cloud;
  }

  CertificateAuthority authority() {
    return authority;
  }

  int port() {
    return server.port();
  }

  JavaProcess process() {
    return new JavaProcess(server.pid());
  }

  @Override
  public void close() {
    server.close();
    cloud.close();
  }
}
