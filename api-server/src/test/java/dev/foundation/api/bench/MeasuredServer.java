// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.bench;

import dev.foundation.api.aws.AssumedRoleClients;
import dev.foundation.api.bench.cloud.FastCloud;
import dev.foundation.api.bench.cloud.FastWorkspace;
import dev.foundation.api.testing.ServerProcess;
import dev.foundation.api.testing.TestTokens;
import dev.foundation.crds.FoundationWorkspace;
import dev.foundation.localstack.bench.JavaProcess;
import dev.foundation.localstack.kube.CertificateAuthority;
import dev.foundation.localstack.kube.IssuedCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
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
    Map<String, String> environment = new HashMap<>();
    environment.put("KUBECONFIG", kubeconfig.toString());
    environment.put("AWS_REGION", "eu-west-1");
    environment.put("AWS_ACCESS_KEY_ID", "none");
    environment.put("AWS_SECRET_ACCESS_KEY", "none");
    environment.put("AWS_ENDPOINT_URL", cloud.endpoint().toString());
    environment.put("FOUNDATION_API_HOST", "127.0.0.1");
    environment.put("FOUNDATION_API_MANAGEMENT_HOST", "127.0.0.1");
    environment.put("FOUNDATION_API_TLS_CERTIFICATE", certificate.certificate().toString());
    environment.put("FOUNDATION_API_TLS_KEY", certificate.key().toString());
    environment.put("FOUNDATION_API_TOKEN_ISSUER", TestTokens.ISSUER);
    environment.put("FOUNDATION_API_TOKEN_CLIENT_ID", TestTokens.CLIENT);
    environment.put("FOUNDATION_API_TOKEN_JWKS_URI", cloud.keys().toString());
    environment.put("FOUNDATION_API_MEMBERS_URI", "https://127.0.0.1:1");
    environment.put("FOUNDATION_API_MEMBERS_TABLE", "foundation-members");
    environment.put("FOUNDATION_API_AUDIT_ROLE", "arn:aws:iam::000000000000:role/audit");
    environment.put(
        "FOUNDATION_API_AUDIT_TABLE", "arn:aws:dynamodb:eu-west-1:000000000000:table/audit");
    environment.put("FOUNDATION_API_AUDIT_KEY", "arn:aws:kms:eu-west-1:000000000000:key/audit");
    environment.put("FOUNDATION_API_AUDIT_BUCKET", "audit");
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
