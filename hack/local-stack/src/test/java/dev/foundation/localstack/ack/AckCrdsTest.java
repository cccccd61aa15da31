// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foundation.localstack.ack.resource.AckKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AckCrdsTest {

  @TempDir Path folder;

  @Test
  void areOursUnlessAFolderIsNamed() {
    assertThat(AckCrds.of(Map.of()).definitions())
        .hasSize(AckKind.values().length)
        .allSatisfy(yaml -> assertThat(yaml).contains("kind: CustomResourceDefinition"));
  }

  @Test
  void areFoundAtAnyDepthWithWhatElseLiesThere() throws IOException {
    for (AckKind kind : AckKind.values()) {
      write(kind.service() + "/deep/" + kind.group() + "_" + kind.plural() + ".yaml", kind.kind());
    }
    write("common/services.k8s.aws_fieldexports.yaml", "FieldExport");
    write("README.md", "no definition");

    assertThat(real().definitions())
        .containsExactlyInAnyOrder(
            "FieldExport", "Alias", "Bucket", "Key", "Policy", "Role", "Table");
  }

  @Test
  void areRefusedWhenAKindThatWeUseIsMissing() throws IOException {
    write("s3.services.k8s.aws_buckets.yaml", "Bucket");
    assertThatThrownBy(() -> real().definitions())
        .hasMessageContaining("ACK_CRD_DIR has no")
        .hasMessageContaining("services.k8s.aws_");
  }

  @Test
  void areRefusedWhenTheFolderIsNotThere() {
    AckCrds crds = AckCrds.of(Map.of("ACK_CRD_DIR", folder.resolve("nowhere").toString()));
    assertThatThrownBy(crds::definitions).hasMessageContaining("ACK_CRD_DIR cannot be read");
  }

  private AckCrds real() {
    return AckCrds.of(Map.of("ACK_CRD_DIR", folder.toString()));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }
}
