// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack;

import dev.foundation.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void keepsTheCommonRules() {
    ArchitectureRules.check("dev.foundation.localstack");
  }
}
