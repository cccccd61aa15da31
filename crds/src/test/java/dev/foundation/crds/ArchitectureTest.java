// SPDX-License-Identifier: Apache-2.0
package dev.foundation.crds;

import static dev.foundation.architecture.ArchitectureRules.onlyTheseUseTheAwsSdk;

import dev.foundation.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final String ROOT = "dev.foundation.crds";

  @Test
  void keepsTheCommonRules() {
    ArchitectureRules.check(ROOT);
  }

  @Test
  void knowsNothingOfAws() {
    onlyTheseUseTheAwsSdk("none").check(ArchitectureRules.classesOf(ROOT));
  }
}
