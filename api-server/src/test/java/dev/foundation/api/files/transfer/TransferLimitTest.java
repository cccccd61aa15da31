// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.transfer;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foundation.api.problem.ProblemException;
import java.time.Duration;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class TransferLimitTest {

  @Test
  void turnsAwayWhatDoesNotFitAndTakesItAgainLater() {
    TransferLimit limit = TransferLimit.ofHeap(64 << 20, Duration.ZERO);
    TransferLimit.Place first = limit.upload();
    limit.upload();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(limit::upload)
        .satisfies(problem -> {
          Assertions.assertThat(problem.type().status()).isEqualTo(503);
          Assertions.assertThat(problem.headers()).containsKey("Retry-After");
        });
    first.close();
    limit.upload();
  }
}
