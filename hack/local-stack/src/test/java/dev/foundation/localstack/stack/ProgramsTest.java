// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.foundation.localstack.stack.Programs.Program;
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
    for (Program module : Program.values()) {
      Path jar = built.places().apply(module);
      write(jar, module + " 1");
      write(jar.resolveSibling(LIBRARY), module + " library");
    }
  }

  @Test
  void aBuildAfterwardsDoesNotTouchTheCopies() throws IOException {
    Programs copies = built.copyTo(directory);
    write(built.jar(Program.OPERATOR), "OPERATOR 2");
    assertThat(copies.jar(Program.OPERATOR)).startsWith(directory).hasContent("OPERATOR 1");
    assertThat(copies.jar(Program.OPERATOR).resolveSibling(LIBRARY)).hasContent("OPERATOR library");
    assertThat(Programs.in(directory).jar(Program.API_SERVER)).hasContent("API_SERVER 1");
  }

  /** An archive of loaded classes may have been written after the build, by what ran until then. */
  @Test
  void theNextCopyHasWhatWasBuiltSinceAndIsYoungerThanWhatWasMadeOfTheLast() throws IOException {
    Path copy = built.copyTo(directory).jar(Program.OPERATOR);
    Path jar = built.jar(Program.OPERATOR);
    write(jar, "OPERATOR 2");
    write(jar.resolveSibling("lib/new.jar"), "new");
    Files.delete(jar.resolveSibling(LIBRARY));
    Path archive = copy.resolveSibling("operator.jsa");
    write(archive, "classes");
    Files.setLastModifiedTime(copy, ago(20));
    Files.setLastModifiedTime(jar, ago(10));
    Files.setLastModifiedTime(archive, ago(5));
    built.copyTo(directory);
    assertThat(copy).hasContent("OPERATOR 2");
    assertThat(copy.resolveSibling("lib/new.jar")).hasContent("new");
    assertThat(copy.resolveSibling(LIBRARY)).doesNotExist();
    assertThat(Files.getLastModifiedTime(copy)).isGreaterThan(ago(5));
  }

  /** An archive of loaded classes is of no use once a jar is newer. */
  @Test
  void whatHasNotChangedStaysAsItIs() throws IOException {
    Path copy = built.copyTo(directory).jar(Program.LOCAL_STACK);
    Object first = Files.getAttribute(copy, "unix:ino");
    Path archive = copy.resolveSibling("keeper.jsa");
    write(archive, "classes");
    built.copyTo(directory);
    assertThat(Files.getAttribute(copy, "unix:ino")).isEqualTo(first);
    assertThat(archive).exists();
  }

  @Test
  void whatIsNotBuiltIsSaid() throws IOException {
    Path jar = built.jar(Program.OPERATOR);
    Files.delete(jar);
    assertThatIllegalStateException()
        .isThrownBy(() -> built.jar(Program.OPERATOR))
        .withMessage("not built: " + jar);
  }

  private static FileTime ago(int seconds) {
    return FileTime.from(Instant.now().minusSeconds(seconds));
  }

  private static void write(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
