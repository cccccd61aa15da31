// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.operator.Golden;
import dev.foundation.operator.preview.Preview;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OperatorCommandTest {

  private static final Path PAGE = Path.of("../docs/reference/operator-commands.md");

  private final AtomicInteger starts = new AtomicInteger();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(String... args) {
    return OperatorCommand.execute(
        starts::incrementAndGet, new PrintWriter(out), new PrintWriter(err), args);
  }

  @Test
  void runsTheOperatorWhereNothingElseIsAskedFor() {
    assertThat(execute()).isZero();
    assertThat(starts).hasValue(1);
  }

  @Test
  void refusesWhatItDoesNotKnowWithoutStartingAnything() {
    assertThat(execute("plan")).isEqualTo(64);
    assertThat(err.toString()).contains("--filename");
    assertThat(execute("destroy")).isEqualTo(64);
    assertThat(starts).hasValue(0);
  }

  @Test
  void aRefusalCountsForMoreThanAnyChange() {
    assertThat(PlanCommand.worse(Preview.DESTROYS, Preview.REFUSED)).isEqualTo(Preview.REFUSED);
    assertThat(PlanCommand.worse(Preview.CHANGES, Preview.DESTROYS)).isEqualTo(Preview.DESTROYS);
    assertThat(PlanCommand.worse(Preview.CHANGES, Preview.UNCHANGED)).isEqualTo(Preview.CHANGES);
  }

  @Test
  void thePageIsWhatHelpSays() {
    assertThat(execute("--help")).isZero();
    out.append("```\n\n```text\n");
    assertThat(execute("plan", "--help")).isZero();
    out.append("```\n\n```text\n");
    assertThat(execute("orphans", "--help")).isZero();
    String page =
        """
        # The operator's command line

        `java -jar foundation-operator.jar`. Written by a test from what `--help` says. The commands use the caller's
        kubeconfig and AWS identity, and read the settings of the operator that runs in the cluster from its Deployment.

        ```text
        %s```
        """
            .formatted(out);
    assertThat(Golden.check(PAGE, page)).isTrue();
  }
}
