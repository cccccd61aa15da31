// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaCommandTest {

  private final JavaCommand command = new JavaCommand("worker", List.of("-Xmx64m"));

  @TempDir Path directory;

  @Test
  void keepsTheArchiveOfLoadedClassesBesideTheJar() throws IOException {
    Path jar = jar("dev.example.Main");
    assertThat(command.jar(jar))
        .contains("-Xmx64m", "-XX:SharedArchiveFile=" + directory.resolve("worker.jsa"))
        .endsWith("-jar", jar.toString());
  }

  @Test
  void dropsAnArchiveThatIsOlderThanALibrary() throws IOException {
    Path jar = jar("dev.example.Main");
    Path archive = Files.createFile(directory.resolve("worker.jsa"));
    Path library = Files.createDirectory(directory.resolve("lib")).resolve("some.jar");
    Files.createFile(library);
    Files.setLastModifiedTime(jar, at("2026-01-01T00:00:00Z"));
    Files.setLastModifiedTime(archive, at("2026-01-02T00:00:00Z"));

    Files.setLastModifiedTime(library, at("2026-01-01T00:00:00Z"));
    command.jar(jar);
    assertThat(archive).exists();

    Files.setLastModifiedTime(library, at("2026-01-03T00:00:00Z"));
    command.jar(jar);
    assertThat(archive).doesNotExist();
  }

  @Test
  void runsAJarAsSuchWhenItHasTheMainClass() throws IOException {
    Path jar = jar("dev.example.Main");
    assertThat(command.main(jar.toString(), "dev.example.Main")).endsWith("-jar", jar.toString());
  }

  @Test
  void namesTheMainClassOfAnyOtherClassPath() throws IOException {
    String another = jar("dev.example.Another").toString();
    assertThat(command.main(another, "dev.example.Main"))
        .endsWith("-cp", another, "dev.example.Main")
        .noneMatch(argument -> argument.startsWith("-XX:SharedArchiveFile"));
    assertThat(command.main("classes:" + another, "dev.example.Main"))
        .endsWith("-cp", "classes:" + another, "dev.example.Main");
  }

  private static FileTime at(String time) {
    return FileTime.from(Instant.parse(time));
  }

  private Path jar(String mainClass) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, mainClass);
    Path file = directory.resolve(mainClass + ".jar");
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      jar.finish();
    }
    return file;
  }
}
