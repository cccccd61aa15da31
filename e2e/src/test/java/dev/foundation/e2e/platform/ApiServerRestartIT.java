// SPDX-License-Identifier: Apache-2.0
package dev.foundation.e2e.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.e2e.fixture.Product;
import dev.foundation.e2e.fixture.ProductTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** An API server that dies loses nothing. */
@ProductTest
@ResourceLock(ProductTest.API)
class ApiServerRestartIT {

  private final Product product;

  ApiServerRestartIT(Product product) {
    this.product = product;
  }

  @Test
  void apiServerKilledServesWhatItHadAcknowledged() {
    var made =
        product
            .alice()
            .post("/v1/workspaces/foundations.acme/collections/kept/documents", "{\"n\":1}");
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    product.processes().killAndAwait("api-server");
    var read = product.alice().get(made.header("location"));
    assertThat(read.json().at("/content/n").asInt()).as(read.toString()).isEqualTo(1);
  }
}
