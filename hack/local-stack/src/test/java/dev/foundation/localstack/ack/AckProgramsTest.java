// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foundation.localstack.process.ProcessSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AckProgramsTest {

  private static final AckPrograms.Identity IDENTITY =
      new AckPrograms.Identity(
          "arn:aws:iam::000000000000:role/ack", Path.of("/token"), Path.of("/kubeconfig"));
  private static final URI ENDPOINT = URI.create("https://127.0.0.1:4566");

  @TempDir Path folder;

  @Test
  void areNoneUnlessAFolderIsNamed() {
    assertThat(AckPrograms.of(Map.of())).isEmpty();
    assertThat(AckPrograms.of(Map.of("ACK_BIN_DIR", " "))).isEmpty();
  }

  @Test
  void needTheDefinitionsOfAllTheirKinds() throws IOException {
    programs("s3", "kms", "dynamodb", "iam");
    assertThatThrownBy(() -> AckPrograms.of(Map.of("ACK_BIN_DIR", folder.toString())))
        .hasMessageContaining("ACK_BIN_DIR needs ACK_CRD_DIR");
  }

  @Test
  void areRefusedWhenOneIsMissing() throws IOException {
    programs("s3", "kms", "iam");
    assertThatThrownBy(this::given)
        .hasMessageContaining("ACK_BIN_DIR has no program " + folder.resolve("ack-dynamodb"));
  }

  @Test
  void areRefusedWhenOneCannotBeRun() throws IOException {
    programs("s3", "kms", "dynamodb", "iam");
    assertThat(folder.resolve("ack-kms").toFile().setExecutable(false)).isTrue();
    assertThatThrownBy(this::given).hasMessageContaining("ack-kms");
  }

  @Test
  void runForOurKindsWithTheFlagsThatTheStackReliesOn() throws IOException {
    assertThat(process(AckService.iam, ENDPOINT).command())
        .containsExactly(
            folder.resolve("ack-iam").toString(),
            "--aws-region=eu-west-1",
            "--aws-endpoint-url=https://127.0.0.1:4566",
            "--aws-identity-endpoint-url=https://127.0.0.1:4566",
            "--aws-endpoint-use-path-style",
            "--metrics-addr=0",
            "--healthz-addr=127.0.0.1:8081",
            "--enable-leader-election=false",
            "--reconcile-resources=Policy,Role",
            "--deletion-policy=retain",
            "--reconcile-default-max-concurrent-syncs=20",
            "--reconcile-default-resync-seconds=120");
  }

  @Test
  void acceptAPlainEndpointOnlyWhenToldSo() throws IOException {
    String unsafe = "--allow-unsafe-aws-endpoint-urls";
    assertThat(process(AckService.s3, URI.create("http://127.0.0.1:1")).command()).contains(unsafe);
    assertThat(process(AckService.s3, ENDPOINT).command()).doesNotContain(unsafe);
  }

  @Test
  void actAsTheirOwnServiceAccountAndRole() throws IOException {
    assertThat(process(AckService.kms, ENDPOINT).environment())
        .containsEntry("AWS_ROLE_ARN", "arn:aws:iam::000000000000:role/ack")
        .containsEntry("AWS_WEB_IDENTITY_TOKEN_FILE", "/token")
        .containsEntry("KUBECONFIG", "/kubeconfig")
        .containsEntry("SSL_CERT_FILE", "/ca.pem")
        .containsEntry("AWS_ENDPOINT_URL_STS", ENDPOINT.toString())
        .containsEntry("ACK_SYSTEM_NAMESPACE", "ack-system")
        .doesNotContainKeys("AWS_ACCESS_KEY_ID", "AWS_CA_BUNDLE");
  }

  private ProcessSpec process(AckService service, URI endpoint) throws IOException {
    programs("s3", "kms", "dynamodb", "iam");
    return given()
        .process(
            service,
            IDENTITY,
            new AckPrograms.Aws("eu-west-1", endpoint, Path.of("/ca.pem")),
            8081,
            120,
            folder.resolve("log"),
            () -> true);
  }

  private AckPrograms given() {
    return AckPrograms.of(Map.of("ACK_BIN_DIR", folder.toString(), "ACK_CRD_DIR", "/crds"))
        .orElseThrow();
  }

  private void programs(String... services) throws IOException {
    for (String service : services) {
      Path program = Files.writeString(folder.resolve("ack-" + service), "");
      assertThat(program.toFile().setExecutable(true)).isTrue();
    }
  }
}
