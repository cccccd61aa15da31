// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepsTest {

  private final List<String> said = new ArrayList<>();

  @Test
  void namesTheStepThatIsReadyByItsNumberWhenStepsOverlap() {
    Steps steps = new Steps(said::add, 2);

    String result = steps.take("outer", () -> steps.take("inner", () -> "done"));

    assertThat(result).isEqualTo("done");
    assertThat(said.subList(0, 2)).containsExactly("[1/2] outer", "[2/2] inner");
    assertThat(said.get(2)).matches("\\[2/2] ready after \\d+\\.\\d s");
    assertThat(said.get(3)).matches("\\[1/2] ready after \\d+\\.\\d s");
  }
}
