// SPDX-License-Identifier: Apache-2.0
package dev.foundation.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.foundation.e2e.fixture.Shell;
import dev.foundation.e2e.fixture.Shell.Output;
import dev.foundation.localstack.process.ProcessIdentity;
import dev.foundation.localstack.process.ProcessStatus;
import dev.foundation.localstack.state.StackDirectory;
import dev.foundation.localstack.state.StackState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scripts as a person calls them, on one stack of their own; each test goes on from the last.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(1)
class ScriptsIT {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir static Path temporary;
  private static StackDirectory directory;
  private static Shell shell;

  @BeforeAll
  static void chooseDirectory() {
    directory = new StackDirectory(temporary.resolve("stack"));
    shell = new Shell(Map.of("FOUNDATION_STACK_DIR", directory.path().toString()));
  }

  @AfterAll
  static void stop() {
    shell.script("hack/down");
  }

  @Test
  @Order(1)
  void upReturnsWhenReadyAndASecondOneWaitsForIt() {
    CompletableFuture<Output> first = CompletableFuture.supplyAsync(() -> up("--detach"));
    await().atMost(PATIENCE).until(() -> directory.running().isPresent());
    Output second = up("--detach");

    // Both streams are read to their ends: nothing that goes on running holds them.
    assertThat(first.join().text())
        .contains("[10/10] ready after", "everything went as told", "the stack is up");
    assertThat(first.join().exit()).isZero();
    assertThat(second.text())
        .contains("another hack/up is bringing this stack up", "the stack is already up");
    assertThat(second.exit()).isZero();
    String keeper = Long.toString(keeper().pid());
    assertThat(running().map(process -> groupOf(process.pid()))).containsOnly(keeper);
  }

  @Test
  @Order(2)
  void upSaysThatItIsUp() {
    assertThat(up("--detach")).isEqualTo(new Output(0, "the stack is already up\n"));
  }

  /** Maven writes jars in place, which ends a JVM that has them open. */
  @Test
  @Order(3)
  void noBuildTouchesWhatIsRun() {
    assertThat(running().map(ScriptsIT::arguments).filter(line -> line.contains("-jar")))
        .hasSize(5)
        .allSatisfy(line ->
            assertThat(line.get(line.indexOf("-jar") + 1))
                .startsWith(directory.programs().toString()));
  }

  @Test
  @Order(4)
  void envLetsAShellTalkToEveryPart() {
    Output talk =
        shell.script(
            """
            eval "$(hack/env)"
            kubectl get fws -A
            curl -sS "$MANAGEMENT_URL/readyz" -o /dev/null -w 'management %{http_code}\\n'
            curl -sS "$API_URL/v1/workspaces" -o /dev/null -w 'nobody %{http_code}\\n'
            curl -sS "$API_URL/v1/workspaces" -H "Authorization: Bearer $(hack/token alice@acme.example)"
            echo
            echo "$AWS_ENDPOINT_URL $AWS_REGION $AWS_ACCESS_KEY_ID $AWS_SECRET_ACCESS_KEY"
            echo "$USER_POOL_ID $CLIENT_ID"
            """);
    assertThat(talk.text())
        .contains("Acme Foundation", "management 200", "nobody 401", "foundations.acme")
        .doesNotContain("foundations.globex");
    assertThat(talk.exit()).isZero();
  }

  @Test
  @Order(5)
  void tokenRefusesWhomNobodyInvited() {
    Output token = shell.script("hack/token nobody@acme.example");
    assertThat(token.exit()).isNotZero();
    assertThat(token.text()).containsIgnoringCase("user");
  }

  @Test
  @Order(6)
  void logsPrintsTheLogOfOneProcess() {
    assertThat(shell.script("hack/logs operator").text()).contains("\"level\":\"INFO\"");
    assertThat(shell.script("hack/logs etcd").text()).contains("etcd");
    Output unknown = shell.script("hack/logs nobody");
    assertThat(unknown.exit()).isNotZero();
    assertThat(unknown.text()).contains("no process named nobody", "operator", "api-server");
  }

  @Test
  @Order(7)
  void statusCountsTheRestartsOfWhatDied() {
    assertThat(shell.script("hack/status").exit()).isZero();
    processNamed("api-server").identity().find().orElseThrow().destroyForcibly();

    await().atMost(PATIENCE).until(() -> processNamed("api-server").restarts() == 1);
    await()
        .atMost(PATIENCE)
        .until(() -> processNamed("api-server").state() == ProcessStatus.State.READY);
    assertThat(shell.script("hack/status").text())
        .containsPattern("api-server +READY +\\d+ +1 ")
        .containsPattern("members +READY +\\d+ +0 ")
        .containsPattern("operator +READY +\\d+ +0 ");
  }

  @Test
  @Order(8)
  void upRecoversFromTheDeathOfTheKeeper() {
    List<ProcessIdentity> before = running().toList();
    keeper().find().orElseThrow().destroyForcibly();
    await().atMost(PATIENCE).until(() -> directory.running().isEmpty());
    assertThat(shell.script("hack/status || echo failed").text()).contains("stack: down", "failed");

    Output up = up("--detach --no-demo");

    assertThat(up.text()).contains("ended what an earlier run left behind", "the stack is up");
    assertThat(up.exit()).isZero();
    assertThat(before).noneMatch(ProcessIdentity::isAlive);
  }

  @Test
  @Order(9)
  void downLeavesNoProcess() {
    List<ProcessIdentity> before = running().toList();
    assertThat(before).hasSizeGreaterThan(6);

    assertThat(shell.script("hack/down")).isEqualTo(new Output(0, "the stack is down\n"));

    assertThat(before).noneMatch(ProcessIdentity::isAlive);
    assertThat(shell.script("hack/logs operator").text()).contains("\"level\":\"INFO\"");
    assertThat(shell.script("hack/env || echo failed").text()).contains("not up", "failed");
  }

  private static Output up(String options) {
    return shell.script("hack/up " + options);
  }

  private static List<String> arguments(ProcessIdentity process) {
    return List.of(process.find().flatMap(p -> p.info().arguments()).orElseThrow());
  }

  private static String groupOf(long pid) {
    return shell.script("ps -o pgid= -p " + pid).text().strip();
  }

  private static ProcessIdentity keeper() {
    return directory.state().map(StackState::keeper).orElseThrow();
  }

  private static ProcessStatus processNamed(String name) {
    return directory.processes().read().stream()
        .filter(process -> process.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<ProcessIdentity> running() {
    return Stream.concat(
        Stream.of(keeper()), directory.processes().read().stream().map(ProcessStatus::identity));
  }
}
