// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.localstack.process.ProcessIdentity;
import dev.foundation.localstack.process.ProcessStatus;
import dev.foundation.localstack.process.ProcessStatus.State;
import dev.foundation.localstack.state.StackDirectory;
import dev.foundation.localstack.state.StackState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandsTest {

  @TempDir Path temporary;
  private final PrintStream console = System.out;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final StringWriter errors = new StringWriter();
  private StackDirectory directory;

  @BeforeEach
  void capture() {
    System.setOut(new PrintStream(printed, true, UTF_8));
    directory = new StackDirectory(temporary.resolve("stack"));
    directory.clear(Duration.ZERO);
  }

  @AfterEach
  void release() {
    System.setOut(console);
  }

  @Test
  void statusFailsBeforeAnyRun() {
    assertThat(run("status")).isEqualTo(1);
    assertThat(output()).isEqualTo("down: there has been no run\n");
  }

  @Test
  void statusShowsEveryProcessAndItsRestarts() {
    directory.write(StackState.ready(Map.of()));
    directory.processes().write(List.of(process("etcd", 0), process("operator", 3)));
    assertThat(run("status")).isZero();
    assertThat(output())
        .startsWith("stack: ready\n")
        .containsPattern("etcd +READY +\\d+ +0 ")
        .containsPattern("operator +READY +\\d+ +3 ");
  }

  @Test
  void statusFailsWhileAProcessIsNotReady() {
    directory.write(StackState.ready(Map.of()));
    ProcessStatus ready = process("etcd", 0);
    directory
        .processes()
        .write(
            List.of(
                new ProcessStatus(
                    "etcd", ready.identity(), State.BACKING_OFF, 1, ready.since(), ready.log())));
    assertThat(run("status")).isEqualTo(1);
    assertThat(output()).contains("BACKING_OFF");
  }

  @Test
  void statusFailsForAProcessThatIsRecordedAndGone() {
    directory.write(StackState.ready(Map.of()));
    ProcessIdentity gone = new ProcessIdentity(ProcessHandle.current().pid(), Instant.EPOCH);
    directory
        .processes()
        .write(List.of(new ProcessStatus("etcd", gone, State.READY, 0, Instant.EPOCH, temporary)));
    assertThat(run("status")).isEqualTo(1);
  }

  @Test
  void statusTellsWhyTheStackEnded() {
    ProcessIdentity gone = new ProcessIdentity(ProcessHandle.current().pid(), Instant.EPOCH);
    directory.write(new StackState(gone, StackState.Phase.FAILED, "aws-emulator died", Map.of()));
    assertThat(run("status")).isEqualTo(1);
    assertThat(output()).isEqualTo("stack: down (aws-emulator died)\n");
  }

  @Test
  void envQuotesForAnyShell() {
    directory.write(StackState.ready(Map.of("B", "it's $HOME", "A", "plain")));
    assertThat(run("env")).isZero();
    assertThat(output()).isEqualTo("export A='plain'\nexport B='it'\\''s $HOME'\n");
  }

  @Test
  void envFailsWhileTheStackStarts() {
    directory.write(StackState.starting());
    assertThat(run("env")).isNotZero();
    assertThat(errors.toString()).contains("the stack is not up: start it with hack/up");
    assertThat(output()).isEmpty();
  }

  @Test
  void logsPrintsOneLogAndNamesTheOthers() throws IOException {
    Files.createDirectories(directory.log("operator").resolveSibling("."));
    Files.writeString(directory.log("operator"), "started\n");
    assertThat(run("logs", "operator")).isZero();
    assertThat(output()).isEqualTo("started\n");
    assertThat(run("logs", "nobody")).isNotZero();
    assertThat(errors.toString()).contains("no process named nobody; there are: operator, stack");
  }

  @Test
  void downEndsLeftoversOfAKeeperThatIsGone() throws IOException {
    Process orphan = new ProcessBuilder("tail", "-f", "/dev/null").start();
    ProcessIdentity identity = ProcessIdentity.of(orphan.toHandle());
    directory
        .processes()
        .write(
            List.of(
                new ProcessStatus("orphan", identity, State.READY, 0, Instant.EPOCH, temporary)));
    assertThat(run("down")).isZero();
    assertThat(output()).isEqualTo("the stack is down\n");
    assertThat(identity.isAlive()).isFalse();
  }

  @Test
  void downSaysThatNothingWasUp() {
    assertThat(run("down")).isZero();
    assertThat(output()).isEqualTo("the stack was not up\n");
  }

  private int run(String... arguments) {
    return new CommandLine(new StackCommand())
        .setErr(new PrintWriter(errors, true))
        .execute(
            Stream.concat(Stream.of(arguments), Stream.of("--directory=" + directory.path()))
                .toArray(String[]::new));
  }

  private String output() {
    return printed.toString(UTF_8);
  }

  private ProcessStatus process(String name, int restarts) {
    ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current());
    return new ProcessStatus(name, self, State.READY, restarts, Instant.now(), temporary);
  }
}
