// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.stack;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * How one of our programs is run by this JVM's own {@code java}.
 *
 * @param name of its archive of loaded classes, beside its jar
 * @param options of the JVM
 */
public record JavaCommand(String name, List<String> options) {

  /**
   * For programs that do little for long: less compilation at the start, at the price of slower
   * code, cryptography above all.
   */
  public static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  /** Runs a jar; its manifest grants native access, as an option would undo the sharing. */
  public List<String> jar(Path jar, String... arguments) {
    List<String> line = start();
    line.addAll(sharing(jar));
    line.addAll(List.of("-jar", jar.toString()));
    line.addAll(List.of(arguments));
    return line;
  }

  /** Runs a main class of a class path, which may be a single jar with that main class. */
  public List<String> main(String classPath, String type) {
    if (!classPath.contains(File.pathSeparator) && type.equals(mainClass(Path.of(classPath)))) {
      return jar(Path.of(classPath));
    }
    List<String> line = start();
    line.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath, type));
    return line;
  }

  private static @Nullable String mainClass(Path jar) {
    if (!Files.isRegularFile(jar)) {
      return null;
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> start() {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(options);
    return line;
  }

  /**
   * Loaded classes are kept in an archive beside the jar when the program ends, and read from it at
   * its next start. The JVM would not replace one whose jars have changed since.
   */
  private List<String> sharing(Path jar) {
    Path archive = jar.resolveSibling(name + ".jsa");
    try {
      if (Files.exists(archive) && lastChange(jar).compareTo(timeOf(archive)) > 0) {
        Files.delete(archive);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of(
        "-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive, "-Xlog:disable");
  }

  /** Of the jar and of what lies in {@code lib} beside it. */
  private static FileTime lastChange(Path jar) throws IOException {
    FileTime last = timeOf(jar);
    Path libraries = jar.resolveSibling("lib");
    if (Files.isDirectory(libraries)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(libraries)) {
        for (Path file : files) {
          last = last.compareTo(timeOf(file)) > 0 ? last : timeOf(file);
        }
      }
    }
    return last;
  }

  private static FileTime timeOf(Path file) throws IOException {
    return Files.getLastModifiedTime(file);
  }
}
