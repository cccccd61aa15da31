// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Test
  void doublesUpToTheLongestWait() {
    Backoff backoff =
        new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofMinutes(1));

    assertThat(backoff.delay(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(backoff.delay(2)).isEqualTo(Duration.ofSeconds(2));
    assertThat(backoff.delay(3)).isEqualTo(Duration.ofSeconds(4));
    assertThat(backoff.delay(4)).isEqualTo(Duration.ofSeconds(5));
    assertThat(backoff.delay(1000)).isEqualTo(Duration.ofSeconds(5));
  }
}
