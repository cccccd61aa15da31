// SPDX-License-Identifier: Apache-2.0
package dev.foundation.e2e.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.e2e.fixture.Product;
import dev.foundation.e2e.fixture.ProductTest;
import org.junit.jupiter.api.Test;

/**
 * Schemathesis, for a short while and with the same data each time, finds nothing that the contract
 * does not say; sequences of calls, whose data no seed fixes, are for {@code hack/fuzz}.
 */
@ProductTest
class FuzzIT {

  private final Product product;

  FuzzIT(Product product) {
    this.product = product;
  }

  @Test
  void everyAnswerIsAsTheContractSays() {
    var output =
        product.shell().script("hack/fuzz --phases examples,fuzzing --max-examples 3 --seed 1");

    assertThat(output.exit()).as(output.text()).isZero();
    assertThat(output.text())
        .containsPattern("Selected: (\\d+)/\\1\n +Tested: \\1\n")
        .contains("✅ Examples", "✅ Fuzzing", "No issues found");
  }
}
