// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.process;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.foundation.localstack.process.ProcessStatus.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

  private static final Backoff QUICK =
      new Backoff(Duration.ofMillis(100), Duration.ofMillis(400), Duration.ofMinutes(1));
  private static final Duration GRACE = Duration.ofSeconds(1);

  @TempDir Path directory;
  private ProcessRecords records;
  private Supervisor supervisor;

  @BeforeEach
  void begin() {
    records = new ProcessRecords(directory.resolve("processes.json"));
    supervisor = new Supervisor(records, QUICK, GRACE);
  }

  @AfterEach
  void end() {
    supervisor.close();
  }

  @Test
  void startsAgainWhatDiesAndCountsIt() {
    supervisor.start(shell("worker", "exec tail -f /dev/null"));
    ProcessIdentity first = supervisor.status("worker").identity();
    first.find().orElseThrow().destroyForcibly();

    await().until(() -> supervisor.status("worker").restarts() == 1);
    await().until(() -> supervisor.status("worker").state() == State.READY);
    assertThat(supervisor.status("worker").identity().pid()).isNotEqualTo(first.pid());
    assertThat(records.read()).isEqualTo(supervisor.status());
  }

  @Test
  void startsNothingAgainThatIsLostWithItsMemory() {
    supervisor.start(shell("memory", "exec tail -f /dev/null").neverRestarted());
    ProcessIdentity first = supervisor.status("memory").identity();
    first.find().orElseThrow().destroyForcibly();

    ProcessStatus lost = supervisor.lost().toCompletableFuture().orTimeout(10, SECONDS).join();
    assertThat(lost.name()).isEqualTo("memory");
    assertThat(lost.identity()).isEqualTo(first);
    assertThat(records.read()).singleElement().returns(State.LOST, ProcessStatus::state);
  }

  @Test
  void saysWhyAProcessThatIsNeverRestartedIsNotReady() {
    ProcessSpec spec = never(shell("memory", "echo no such port; exit 3")).neverRestarted();

    assertThatThrownBy(() -> supervisor.start(spec)).hasMessageContaining("no such port");
  }

  @Test
  void saysWhyAProcessThatKeepsDyingIsNotReady() {
    ProcessSpec spec = shell("broken", "echo no such port; exit 3");

    assertThatThrownBy(() -> supervisor.start(never(spec)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("broken keeps dying")
        .hasMessageContaining("no such port");
  }

  @Test
  void saysWhenAProcessIsNotReadyInTime() {
    ProcessSpec spec = shell("slow", "exec tail -f /dev/null");

    assertThatThrownBy(() -> supervisor.start(never(spec).readyWithin(Duration.ofMillis(300))))
        .hasMessageContaining("slow was not ready within");
  }

  @Test
  void stopsInReverseOrder() throws IOException {
    Path order = directory.resolve("order");
    supervisor.start(recordsItsEnd("first", order));
    supervisor.start(recordsItsEnd("second", order));

    supervisor.close();

    assertThat(Files.readAllLines(order)).containsExactly("second", "first");
  }

  @Test
  void killsWhatIgnoresTheRequestToEnd() {
    supervisor.start(
        shell("deaf", "trap '' TERM; touch " + directory.resolve("up") + "; tail -f /dev/null"));
    await().until(() -> Files.exists(directory.resolve("up")));
    ProcessIdentity deaf = supervisor.status("deaf").identity();

    supervisor.close();

    assertThat(deaf.isAlive()).isFalse();
  }

  @Test
  void endsWhatAnEarlierRunLeftBehind() throws IOException {
    Process orphan = new ProcessBuilder("tail", "-f", "/dev/null").start();
    ProcessIdentity identity = ProcessIdentity.of(orphan.toHandle());
    records.write(List.of(recorded(identity)));

    try (Supervisor next = new Supervisor(records, QUICK, GRACE)) {
      assertThat(identity.isAlive()).isFalse();
      assertThat(next.status()).isEmpty();
    }
  }

  @Test
  void sparesAProcessThatGotThePidOfAnEarlierOne() throws IOException {
    Process stranger = new ProcessBuilder("tail", "-f", "/dev/null").start();
    Instant earlier = Instant.now().minus(Duration.ofHours(1));
    records.write(List.of(recorded(new ProcessIdentity(stranger.pid(), earlier))));

    try (Supervisor next = new Supervisor(records, QUICK, GRACE)) {
      assertThat(next.status()).isEmpty();
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  private ProcessStatus recorded(ProcessIdentity identity) {
    Path log = directory.resolve("log");
    return new ProcessStatus("old", identity, State.READY, 0, Instant.EPOCH, log);
  }

  private ProcessSpec recordsItsEnd(String name, Path order) {
    Path trapped = directory.resolve(name + ".trapped");
    String script =
        "trap 'echo %s >> %s; exit' TERM; touch %s; while :; do read -r x < <(tail -f /dev/null); done"
            .formatted(name, order, trapped);
    ProcessSpec spec = shell(name, script);
    return ProcessSpec.of(name, spec.command(), spec.log(), () -> Files.exists(trapped));
  }

  private ProcessSpec never(ProcessSpec spec) {
    return ProcessSpec.of(spec.name(), spec.command(), spec.log(), () -> false);
  }

  private ProcessSpec shell(String name, String script) {
    Path log = directory.resolve("logs").resolve(name + ".log");
    return ProcessSpec.of(name, List.of("bash", "-c", script), log, () -> true);
  }
}
