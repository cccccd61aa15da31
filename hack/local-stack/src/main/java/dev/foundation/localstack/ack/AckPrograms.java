// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack;

import dev.foundation.localstack.ack.resource.AckKind;
import dev.foundation.localstack.process.ProcessSpec;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * The real ACK controllers, where somebody has them as programs.
 *
 * @param folder holds {@code ack-s3}, {@code ack-kms}, {@code ack-dynamodb} and {@code ack-iam}
 */
public record AckPrograms(Path folder) {

  static final String FOLDER = "ACK_BIN_DIR";

  /**
   * Who a controller is.
   *
   * @param role its AWS role's ARN
   * @param token the web identity token that is exchanged for the role
   * @param kubeconfig of its ServiceAccount
   */
  public record Identity(String role, Path token, Path kubeconfig) {}

  /**
   * Where AWS is.
   *
   * @param endpoint of every service; plain HTTP is accepted
   * @param authority PEM, certifies the endpoint and the Kubernetes API server
   */
  public record Aws(String region, URI endpoint, Path authority) {}

  /**
   * Those in the folder that {@code ACK_BIN_DIR} names; empty if it is not set.
   *
   * @throws IllegalStateException if one is missing, or the definitions of all their kinds are
   */
  public static Optional<AckPrograms> of(Map<String, String> environment) {
    Optional<AckPrograms> programs =
        Optional.ofNullable(environment.get(FOLDER))
            .filter(name -> !name.isBlank())
            .map(name -> new AckPrograms(Path.of(name).toAbsolutePath()));
    if (programs.isPresent() && AckCrds.of(environment).folder().isEmpty()) {
      throw new IllegalStateException(
          FOLDER + " needs " + AckCrds.FOLDER + ": real controllers want their whole definitions");
    }
    programs.ifPresent(AckPrograms::requireAll);
    return programs;
  }

  /**
   * How a service's controller is run: for our kinds only, retaining what is deleted.
   *
   * @param healthPort where it answers probes
   * @param resync seconds after which a resource in sync is looked at again
   */
  public ProcessSpec process(
      AckService service,
      Identity identity,
      Aws aws,
      int healthPort,
      int resync,
      Path log,
      BooleanSupplier ready) {
    List<String> line = new ArrayList<>();
    line.add(program(service).toString());
    line.add("--aws-region=" + aws.region());
    line.add("--aws-endpoint-url=" + aws.endpoint());
    line.add("--aws-identity-endpoint-url=" + aws.endpoint());
    line.add("--aws-endpoint-use-path-style");
    if ("http".equals(aws.endpoint().getScheme())) {
      line.add("--allow-unsafe-aws-endpoint-urls");
    }
    line.add("--metrics-addr=0");
    line.add("--healthz-addr=127.0.0.1:" + healthPort);
    line.add("--enable-leader-election=false");
    line.add("--reconcile-resources=" + kinds(service));
    line.add("--deletion-policy=retain");
    line.add("--reconcile-default-max-concurrent-syncs=20");
    line.add("--reconcile-default-resync-seconds=" + resync);
    return ProcessSpec.of("ack-" + service, line, log, ready)
        .withEnvironment(environment(identity, aws));
  }

  private static Map<String, String> environment(Identity identity, Aws aws) {
    return Map.of(
        "KUBECONFIG", identity.kubeconfig().toString(),
        "ACK_SYSTEM_NAMESPACE", "ack-system",
        "AWS_ROLE_ARN", identity.role(),
        "AWS_WEB_IDENTITY_TOKEN_FILE", identity.token().toString(),
        "AWS_REGION", aws.region(),
        // The SDK for Go exchanges web identities before it looks at AWS_ENDPOINT_URL.
        "AWS_ENDPOINT_URL_STS", aws.endpoint().toString(),
        "AWS_EC2_METADATA_DISABLED", "true",
        "SSL_CERT_FILE", aws.authority().toString());
  }

  private static String kinds(AckService service) {
    return Arrays.stream(AckKind.values())
        .filter(kind -> kind.service().equals(service.name()))
        .map(AckKind::kind)
        .collect(Collectors.joining(","));
  }

  private void requireAll() {
    for (AckService service : AckService.values()) {
      if (!Files.isExecutable(program(service))) {
        throw new IllegalStateException(FOLDER + " has no program " + program(service));
      }
    }
  }

  private Path program(AckService service) {
    return folder.resolve("ack-" + service);
  }
}
