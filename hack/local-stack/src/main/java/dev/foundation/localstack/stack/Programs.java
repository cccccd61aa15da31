// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.stack;

import dev.foundation.localstack.kube.KubeBinaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The jars that a stack runs, each with the libraries in {@code lib} beside it.
 *
 * @param places where the jar of a module lies
 */
public record Programs(Function<Program, Path> places) {

  private static final String LIBRARIES = "lib";

  /** What is run. */
  public enum Program {
    OPERATOR("operator"),
    API_SERVER("api-server"),
    LOCAL_STACK("hack/local-stack");

    private final Path directory;

    Program(String directory) {
      this.directory = Path.of(directory);
    }

    private String jar() {
      return "foundation-" + directory.getFileName() + ".jar";
    }
  }

  /** Those of the last build. */
  public static Programs built() {
    return builtIn(KubeBinaries.repository());
  }

  static Programs builtIn(Path repository) {
    return new Programs(
        module -> repository.resolve(module.directory).resolve("target").resolve(module.jar()));
  }

  /** Those that were copied into this directory. */
  public static Programs in(Path directory) {
    return new Programs(
        module -> directory.resolve(module.directory.getFileName()).resolve(module.jar()));
  }

  /**
   * The jar of one module.
   *
   * @throws IllegalStateException if it is not built
   */
  public Path jar(Program module) {
    Path jar = places.apply(module);
    if (!Files.exists(jar)) {
      throw new IllegalStateException("not built: " + jar);
    }
    return jar;
  }

  /**
   * Copies that no build touches: it writes jars in place, under whoever runs them. What has not
   * changed since it was last copied stays as it is, and so does what else lies beside a jar.
   *
   * @param directory from which nothing is run now
   */
  public Programs copyTo(Path directory) {
    Programs copies = in(directory);
    for (Program module : Program.values()) {
      copy(jar(module), copies.places.apply(module));
    }
    return copies;
  }

  private static void copy(Path jar, Path copy) {
    try {
      Files.createDirectories(copy.resolveSibling(LIBRARIES));
      update(jar, copy);
      Set<Path> current = libraries(jar);
      for (Path library : current) {
        Path name = Path.of(LIBRARIES).resolve(library);
        update(jar.resolveSibling(name), copy.resolveSibling(name));
      }
      for (Path library : libraries(copy)) {
        if (!current.contains(library)) {
          Files.delete(copy.resolveSibling(LIBRARIES).resolve(library));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of what lies in {@code lib} beside a jar. */
  private static Set<Path> libraries(Path jar) throws IOException {
    try (Stream<Path> files = Files.list(jar.resolveSibling(LIBRARIES))) {
      return files.map(Path::getFileName).collect(Collectors.toSet());
    }
  }

  /** A copy is younger than all that was made of the one before, such as archives of classes. */
  private static void update(Path file, Path copy) throws IOException {
    if (!Files.exists(copy)
        || Files.size(copy) != Files.size(file)
        || Files.getLastModifiedTime(copy).compareTo(Files.getLastModifiedTime(file)) < 0) {
      Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
