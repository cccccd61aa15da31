// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foundation.localstack.process.ProcessIdentity;
import dev.foundation.localstack.process.ProcessStatus;
import dev.foundation.localstack.process.ProcessStatus.State;
import dev.foundation.localstack.state.StackState.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackDirectoryTest {

  private static final Duration GRACE = Duration.ofSeconds(1);

  @TempDir Path temporary;
  private StackDirectory directory;

  @BeforeEach
  void create() {
    directory = new StackDirectory(temporary.resolve("stack"));
    directory.clear(GRACE);
  }

  @Test
  void knowsNothingBeforeTheFirstRun() {
    assertThat(directory.state()).isEmpty();
    assertThat(directory.running()).isEmpty();
  }

  @Test
  void tellsWhatTheLastRunSaidOfItself() {
    directory.write(StackState.ready(Map.of("API_URL", "https://127.0.0.1:1")));
    assertThat(directory.running().orElseThrow())
        .returns(Phase.READY, StackState::phase)
        .returns(Map.of("API_URL", "https://127.0.0.1:1"), StackState::environment);
  }

  @Test
  void takesARunWhoseKeeperIsGoneForEnded() {
    ProcessIdentity gone = new ProcessIdentity(ProcessHandle.current().pid(), Instant.EPOCH);
    directory.write(new StackState(gone, Phase.READY, "", Map.of()));
    assertThat(directory.state()).isPresent();
    assertThat(directory.running()).isEmpty();
  }

  @Test
  void keepsNothingButTheProgramsForTheNextStart() throws IOException {
    Path program = Files.createDirectories(directory.programs().resolve("lib")).resolve("a.jar");
    Files.createFile(program);
    Path log = directory.log("operator");
    Files.createDirectories(log.getParent());
    Files.createFile(log);
    directory.clear(GRACE);
    assertThat(program).exists();
    assertThat(log.getParent()).doesNotExist();
  }

  @Test
  void saysWhichFileCannotBeRead() throws IOException {
    Files.writeString(directory.path().resolve("stack.json"), "{");
    assertThatThrownBy(directory::state)
        .hasMessageContaining("unreadable, remove it")
        .hasMessageContaining("stack.json");
  }

  @Test
  void listsTheLogsOfEveryProcess() throws IOException {
    write(directory.log("operator"), "started");
    write(directory.path().resolve("kube/logs/etcd.log"), "started");
    assertThat(directory.logs())
        .containsOnlyKeys("etcd", "operator")
        .containsEntry("operator", directory.log("operator"));
  }

  @Test
  void endsWhatIsLeftAndRemovesEverythingButItsLock() throws IOException {
    Process orphan = new ProcessBuilder("tail", "-f", "/dev/null").start();
    ProcessIdentity identity = ProcessIdentity.of(orphan.toHandle());
    Path log = directory.log("orphan");
    directory
        .processes()
        .write(List.of(new ProcessStatus("orphan", identity, State.READY, 0, Instant.EPOCH, log)));
    write(log, "started");
    write(directory.lock(), "");

    assertThat(directory.clear(GRACE)).isEqualTo(1);

    assertThat(identity.isAlive()).isFalse();
    assertThat(directory.path().toFile().list()).containsExactly("up.lock");
  }

  @Test
  void keepsItsKeysFromOtherUsers() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.path())))
        .isEqualTo("rwx------");
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }
}
