// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.foundation.localstack.stack.Programs.Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {

  private static final String LIBRARY = "lib/some.jar";

  @TempDir Path repository;
  @TempDir Path directory;
  private Programs built;

  @BeforeEach
  void build() throws IOException {
    built = Programs.builtIn(repository);
    for (Module module : Module.values()) {
      Path jar = built.places().apply(module);
      write(jar, module + " 1");
      write(jar.resolveSibling(LIBRARY), module + " library");
    }
  }

  @Test
  void aBuildAfterwardsDoesNotTouchTheCopies() throws IOException {
    Programs copies = built.copyTo(directory);
    write(built.jar(Module.OPERATOR), "OPERATOR 2");
    assertThat(copies.jar(Module.OPERATOR)).startsWith(directory).hasContent("OPERATOR 1");
    assertThat(copies.jar(Module.OPERATOR).resolveSibling(LIBRARY)).hasContent("OPERATOR library");
    assertThat(Programs.in(directory).jar(Module.API_SERVER)).hasContent("API_SERVER 1");
  }

  @Test
  void theNextCopyHasWhatWasBuiltSince() throws IOException {
    Programs copies = built.copyTo(directory);
    Path jar = built.jar(Module.OPERATOR);
    FileTime before = Files.getLastModifiedTime(jar);
    write(jar, "OPERATOR 2");
    Files.setLastModifiedTime(jar, FileTime.from(before.toInstant().plusSeconds(1)));
    write(jar.resolveSibling("lib/new.jar"), "new");
    Files.delete(jar.resolveSibling(LIBRARY));
    built.copyTo(directory);
    Path copy = copies.jar(Module.OPERATOR);
    assertThat(copy).hasContent("OPERATOR 2");
    assertThat(copy.resolveSibling("lib/new.jar")).hasContent("new");
    assertThat(copy.resolveSibling(LIBRARY)).doesNotExist();
  }

  /** An archive of loaded classes is of no use once a jar is newer. */
  @Test
  void whatHasNotChangedStaysAsItIs() throws IOException {
    Path jar = built.jar(Module.LOCAL_STACK);
    Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    Path copy = built.copyTo(directory).jar(Module.LOCAL_STACK);
    Object first = Files.getAttribute(copy, "unix:ino");
    Path archive = copy.resolveSibling("keeper.jsa");
    write(archive, "classes");
    built.copyTo(directory);
    assertThat(Files.getAttribute(copy, "unix:ino")).isEqualTo(first);
    assertThat(Files.getLastModifiedTime(copy)).isEqualTo(Files.getLastModifiedTime(jar));
    assertThat(archive).exists();
  }

  @Test
  void whatIsNotBuiltIsSaid() throws IOException {
    Path jar = built.jar(Module.OPERATOR);
    Files.delete(jar);
    assertThatIllegalStateException()
        .isThrownBy(() -> built.jar(Module.OPERATOR))
        .withMessage("not built: " + jar);
  }

  private static void write(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
