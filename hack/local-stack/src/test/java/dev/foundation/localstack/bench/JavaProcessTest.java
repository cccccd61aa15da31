// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class JavaProcessTest {

  private final JavaProcess itself = new JavaProcess(ProcessHandle.current().pid());

  @Test
  void readsProcessorTimeAsTheKernelCountsIt() {
    Duration kernel = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    assertThat(itself.cpu()).isBetween(kernel.minusMillis(10), kernel.plusSeconds(10));
  }
}
