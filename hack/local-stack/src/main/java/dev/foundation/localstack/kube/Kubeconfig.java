// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.kube;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/**
 * Writes kubeconfig files for one API server.
 *
 * @param server its address
 * @param authority the PEM file of the authority that certified it
 */
public record Kubeconfig(URI server, Path authority) {

  private static final String NAME = "local-stack";

  /** For a user with a client certificate. */
  public Path write(Path file, IssuedCertificate client) {
    return write(
        file,
        Map.of(
            "client-certificate",
            client.certificate().toAbsolutePath().toString(),
            "client-key",
            client.key().toAbsolutePath().toString()));
  }

  /**
   * For a user with a bearer token that is read again when it expires or is refused.
   *
   * <p>The Kubernetes client for Java ignores {@code tokenFile}, so the token comes by way of the
   * credential plugin protocol, which Go and Java clients share.
   *
   * @param credential a file holding an {@link Credential}
   */
  public Path writeForCredential(Path file, Path credential) {
    return write(
        file,
        Map.of(
            "exec",
            Map.of(
                "apiVersion",
                Credential.API_VERSION,
                "command",
                "cat",
                "args",
                List.of(credential.toAbsolutePath().toString()),
                "interactiveMode",
                "Never")));
  }

  private Path write(Path file, Map<String, ?> user) {
    Map<String, Object> config =
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "Config",
            "current-context",
            NAME,
            "clusters",
            List.of(Map.of("name", NAME, "cluster", cluster())),
            "users",
            List.of(Map.of("name", NAME, "user", user)),
            "contexts",
            List.of(Map.of("name", NAME, "context", Map.of("cluster", NAME, "user", NAME))));
    try {
      Files.createDirectories(file.toAbsolutePath().resolveSibling("."));
      Files.writeString(file, Serialization.asYaml(config));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> cluster() {
    return Map.of(
        "server",
        server.toString(),
        "certificate-authority",
        authority.toAbsolutePath().toString());
  }

  /**
   * What a credential plugin prints: an {@code ExecCredential} of {@code
   * client.authentication.k8s.io}.
   *
   * @param token the bearer token
   * @param expires RFC 3339, when a client has to ask again
   */
  record Credential(String token, String expires) {

    private static final String API_VERSION = "client.authentication.k8s.io/v1";

    String toJson() {
      return Serialization.asJson(
          Map.of(
              "apiVersion",
              API_VERSION,
              "kind",
              "ExecCredential",
              "status",
              Map.of("token", token, "expirationTimestamp", expires)));
    }
  }
}
