// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.kube;

import java.nio.file.Path;
import java.util.List;

/**
 * The command lines of the control plane's three processes.
 *
 * @param directory where they keep their files
 * @param port the API server's
 * @param etcdPort etcd's, for clients
 */
record ControlPlaneCommands(KubeBinaries binaries, Path directory, int port, int etcdPort) {

  private static final String ADDRESS = "127.0.0.1";

  Path etcdData() {
    return directory.resolve("etcd");
  }

  Path tokenKey() {
    return directory.resolve("service-account.key.pem");
  }

  Path tokenPublicKey() {
    return directory.resolve("service-account.pub.pem");
  }

  List<String> etcd() {
    String client = "http://" + ADDRESS + ":" + etcdPort;
    return List.of(
        binaries.path("etcd"),
        "--data-dir=" + etcdData(),
        "--listen-client-urls=" + client,
        "--advertise-client-urls=" + client,
        "--listen-peer-urls=http://" + ADDRESS + ":0",
        // Ten thousand workspaces need more than the default of two gibibytes.
        "--quota-backend-bytes=8589934592",
        // What a crash of the machine would lose is thrown away at the next start anyway.
        "--unsafe-no-fsync");
  }

  List<String> apiServer(IssuedCertificate server, Path authority) {
    String issuer = "https://" + ADDRESS + ":" + port;
    return List.of(
        binaries.path("kube-apiserver"),
        "--etcd-servers=http://" + ADDRESS + ":" + etcdPort,
        "--bind-address=" + ADDRESS,
        "--secure-port=" + port,
        "--tls-cert-file=" + server.certificate(),
        "--tls-private-key-file=" + server.key(),
        "--tls-min-version=VersionTLS12",
        "--client-ca-file=" + authority,
        "--authorization-mode=RBAC",
        "--service-account-issuer=" + issuer,
        "--service-account-jwks-uri=" + issuer + "/openid/v1/jwks",
        "--service-account-key-file=" + tokenPublicKey(),
        "--service-account-signing-key-file=" + tokenKey(),
        // Audiences default to the issuer: a token for AWS does not open the API server.
        "--service-cluster-ip-range=10.96.0.0/16",
        "--allow-privileged=false",
        "--enable-admission-plugins=NodeRestriction",
        "--watch-cache=true");
  }

  List<String> controllers(Path kubeconfig, Path authority) {
    return List.of(
        binaries.path("kube-controller-manager"),
        "--kubeconfig=" + kubeconfig,
        "--bind-address=" + ADDRESS,
        "--secure-port=0",
        "--leader-elect=false",
        "--use-service-account-credentials",
        "--service-account-private-key-file=" + tokenKey(),
        "--root-ca-file=" + authority);
  }
}
