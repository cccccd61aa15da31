// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.operator.matrix.wire.Call;
import dev.foundation.operator.matrix.wire.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RehearsalTest {

  private final Rehearsal recorded = Rehearsal.recorded();

  /** Else a key made twice would be noticed by the whole matrix alone. */
  @Test
  void theSampleLosesWhatTheCreationOfTheKeyAnswered() {
    Case first = recorded.cases(Scenario.CREATE, Options.SAMPLE).getFirst();

    assertThat(first.aim().call()).isEqualTo(Call.valueOf("aws kms:CreateKey"));
    assertThat(first.aim().fault())
        .isIn(Fault.CRASH_AFTER, Fault.RESPONSE_LOST, Fault.ERROR_AFTER_COMMIT);
  }

  @Test
  void everyTwentiethCaseOfTheOperatorEndsBySigkill() {
    for (Scenario scenario : Scenario.values()) {
      List<Case> ofOperator = cases(scenario).filter(one -> one.side() == Side.OPERATOR).toList();
      List<Case> killed = cases(scenario).filter(Case::killed).toList();

      assertThat(killed).hasSizeBetween(ofOperator.size() / 20, ofOperator.size() / 20 + 1);
      assertThat(killed).allMatch(one -> one.aim().fault().kills());
    }
  }

  @Test
  void everyCallOfTheOperatorIsHitByEveryFault() {
    for (Scenario scenario : Scenario.values()) {
      recorded
          .calls()
          .get(scenario)
          .get(Side.OPERATOR)
          .forEach((call, times) ->
              assertThat(cases(scenario))
                  .filteredOn(one -> one.side() == Side.OPERATOR && one.aim().call().equals(call))
                  .extracting(one -> one.aim().fault())
                  .hasSize(times * Fault.values().length)
                  .containsAll(Arrays.asList(Fault.values())));
    }
  }

  private Stream<Case> cases(Scenario scenario) {
    return recorded.cases(scenario, Options.SAMPLE).stream();
  }
}
