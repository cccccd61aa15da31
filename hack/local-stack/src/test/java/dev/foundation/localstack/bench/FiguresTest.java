// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FiguresTest {

  @Test
  void ofAHundredValuesThe99thIsNotExceededByOne() {
    Figures figures = new Figures(IntStream.rangeClosed(1, 100).asDoubleStream().toArray());
    assertThat(figures.median()).isEqualTo(50);
    assertThat(figures.p99()).isEqualTo(99);
    assertThat(figures.quantile(1)).isEqualTo(100);
  }

  @Test
  void ofFewValuesThe99thIsTheGreatest() {
    assertThat(new Figures(1, 2, 9).p99()).isEqualTo(9);
    assertThat(new Figures(7).median()).isEqualTo(7);
  }

  @Test
  void ofNoneThereIsNoValue() {
    assertThat(new Figures().p99()).isNaN();
  }
}
