// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.stack;

import dev.foundation.localstack.install.Manifests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The schemas of ACK's kinds: those of a folder, or the few fields that we use. */
final class Crds {

  private static final List<String> OURS =
      List.of(
          "dynamodb.services.k8s.aws_tables",
          "iam.services.k8s.aws_policies",
          "iam.services.k8s.aws_roles",
          "kms.services.k8s.aws_aliases",
          "kms.services.k8s.aws_keys",
          "s3.services.k8s.aws_buckets");

  private Crds() {}

  /** Applies those below {@code ACK_CRD_DIR} where that is set, else our own. */
  static int install(Manifests manifests) {
    String folder = System.getenv("ACK_CRD_DIR");
    if (folder != null && !folder.isBlank()) {
      return manifests.applyFolder(Path.of(folder)).size();
    }
    return OURS.stream().mapToInt(name -> manifests.apply(read(name)).size()).sum();
  }

  private static String read(String name) {
    String resource = "/ack-crds/" + name + ".yaml";
    try (InputStream in = Objects.requireNonNull(Crds.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
