// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.foundation.localstack.ack.resource.AckKind;
import dev.foundation.localstack.install.Manifests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The definitions of ACK's kinds.
 *
 * @param folder of real ones, searched recursively; else our own, of the few fields that we use
 */
public record AckCrds(Optional<Path> folder) {

  static final String FOLDER = "ACK_CRD_DIR";

  /** Those that {@code ACK_CRD_DIR} names, else our own. */
  public static AckCrds of(Map<String, String> environment) {
    return new AckCrds(
        Optional.ofNullable(environment.get(FOLDER)).filter(name -> !name.isBlank()).map(Path::of));
  }

  /**
   * Applies all of them and waits until they are served.
   *
   * @return how many there are
   * @throws IllegalStateException if a kind that we use is missing
   */
  public int install(Manifests manifests) {
    return manifests.apply(String.join("\n---\n", definitions())).size();
  }

  /** Each definition as YAML. */
  List<String> definitions() {
    return folder
        .map(AckCrds::readAll)
        .orElseGet(() -> Arrays.stream(AckKind.values()).map(AckCrds::ours).toList());
  }

  private static List<String> readAll(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> found =
          files.filter(file -> file.toString().matches(".*\\.ya?ml")).sorted().toList();
      for (AckKind kind : AckKind.values()) {
        if (found.stream().noneMatch(file -> file.endsWith(fileName(kind)))) {
          throw new IllegalStateException(FOLDER + " has no " + fileName(kind) + ": " + folder);
        }
      }
      return found.stream().map(AckCrds::read).toList();
    } catch (IOException e) {
      throw new IllegalStateException(FOLDER + " cannot be read: " + folder, e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String ours(AckKind kind) {
    String resource = "/ack-crds/" + fileName(kind);
    try (InputStream in =
        Objects.requireNonNull(AckCrds.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As ACK names the files. */
  private static String fileName(AckKind kind) {
    return kind.group() + "_" + kind.plural() + ".yaml";
  }
}
