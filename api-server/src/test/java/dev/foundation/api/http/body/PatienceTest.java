// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final Duration TEN = Duration.ofSeconds(10);

  @Test
  void waitsSoLongInAllWhereNothingIsWonBack() {
    Patience patience = new Patience(Pace.within(TEN));
    patience.spent(6 * SECOND, 1_000_000);
    assertThat(patience.left()).isEqualTo(4 * SECOND);
    patience.spent(5 * SECOND, 1_000_000);
    assertThat(patience.left()).isEqualTo(-SECOND);
  }

  @Test
  void waitsForEverForWhoKeepsThePaceAndNeverLongerAtOnce() {
    Patience patience = new Patience(new Pace(TEN, 1024));
    patience.spent(6 * SECOND, 2 * 1024);
    assertThat(patience.left()).isEqualTo(6 * SECOND);
    patience.spent(SECOND, 1024);
    assertThat(patience.left()).isEqualTo(6 * SECOND);
    patience.spent(SECOND, Integer.MAX_VALUE);
    assertThat(patience.left()).isEqualTo(TEN.toNanos());
  }
}
