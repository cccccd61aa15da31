// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0,0,1",
    "bytes=2-,2,10",
    "bytes=-3,7,10",
    "bytes=-30,0,10",
    "bytes=5-99,5,10"
  })
  void readsOneRange(String header, long first, long end) {
    assertThat(ByteRange.of(header, 10)).contains(new ByteRange(first, end));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=", "bytes=-", "bytes=3-2", "bytes=0-1,3-4", "lines=1-2", "x"})
  void ignoresWhatItDoesNotServe(String header) {
    assertThat(ByteRange.of(header, 10)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=10-12", "bytes=-0"})
  void refusesRangeBeyondTheEndAndTellsTheSize(String header) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> ByteRange.of(header, 10))
        .satisfies(problem -> {
          assertThat(problem.type()).isEqualTo(ProblemType.RANGE_NOT_SATISFIABLE);
          assertThat(problem.headers()).isEqualTo(Map.of("Content-Range", "bytes */10"));
        });
  }
}
