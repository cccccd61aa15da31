// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.foundation.localstack.ack.resource.AckKind;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The custom resource definitions of ACK: real ones where given, else our own minimal ones. */
final class AckCrds {
  private static final String FOLDER = "ACK_CRD_DIR";

  private AckCrds() {}

  /**
   * Installs the definitions and waits until they are served.
   *
   * <p>{@code ACK_CRD_DIR}, if set, is searched recursively for files named as ACK names them.
   */
  static void install(KubernetesClient kubernetes) {
    for (AckKind kind : AckKind.values()) {
      HasMetadata definition = kubernetes.resource(read(kind)).serverSideApply();
      kubernetes
          .apiextensions()
          .v1()
          .customResourceDefinitions()
          .withName(definition.getMetadata().getName())
          .waitUntilCondition(AckCrds::established, 30, TimeUnit.SECONDS);
    }
  }

  /** The YAML of one kind's definition. */
  static String read(AckKind kind) {
    String folder = System.getenv(FOLDER);
    return folder == null || folder.isEmpty() ? ours(kind) : real(Path.of(folder), kind);
  }

  private static String ours(AckKind kind) {
    try (@Nullable InputStream file =
        AckCrds.class.getResourceAsStream("/ack-crds/" + fileName(kind))) {
      if (file == null) {
        throw new IllegalStateException("No definition of " + kind);
      }
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String real(Path folder, AckKind kind) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> found =
          files.filter(f -> f.getFileName().toString().equals(fileName(kind))).toList();
      if (found.isEmpty()) {
        throw new IllegalStateException(FOLDER + " has no " + fileName(kind));
      }
      return Files.readString(found.getFirst());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String fileName(AckKind kind) {
    return kind.group() + "_" + kind.plural() + ".yaml";
  }

  /** At first a definition has no status, and then one without conditions. */
  private static boolean established(@Nullable CustomResourceDefinition crd) {
    return Stream.ofNullable(crd)
        .flatMap(found -> Stream.ofNullable(found.getStatus()))
        .flatMap(status -> Stream.ofNullable(status.getConditions()))
        .flatMap(List::stream)
        .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }
}
