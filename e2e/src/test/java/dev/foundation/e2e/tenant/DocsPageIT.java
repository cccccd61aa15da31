// SPDX-License-Identifier: Apache-2.0
package dev.foundation.e2e.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.e2e.fixture.Browser;
import dev.foundation.e2e.fixture.Product;
import dev.foundation.e2e.fixture.ProductTest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The developer reads the contract in a browser and tries it with a token. */
@ProductTest
class DocsPageIT {

  private static final String LIST = "#operations-workspaces-listWorkspaces ";

  private final Product product;

  DocsPageIT(Product product) {
    this.product = product;
  }

  @Test
  void rendersEveryOperationAndMakesRealCallsWithAToken(@TempDir Path profile) throws Exception {
    try (Browser browser = new Browser(profile)) {
      browser.open(product.apiUrl() + "/docs");
      assertThat(browser.all(".opblock")).hasSameSizeAs(operations());
      assertThat(browser.text(".problems")).contains("workspace-not-found", "integrity-failure");
      browser.screenshot(Path.of("target", "docs-page.png"));

      browser.click("button.authorize");
      browser.type(".auth-container input", product.alice().token().orElseThrow());
      browser.click(".auth-btn-wrapper button.authorize");
      browser.click(".auth-btn-wrapper button.btn-done");
      browser.click(LIST + ".opblock-summary-control");
      browser.click(LIST + "button.execute");

      String answer = browser.text(LIST + ".live-responses-table .response");
      browser.screenshot(Path.of("target", "docs-page-call.png"));
      assertThat(answer).startsWith("200").contains("foundations.acme");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private List<String> operations() {
    return product
        .anybody()
        .get("/docs/openapi.yaml")
        .toString()
        .lines()
        .takeWhile(line -> !line.equals("components:"))
        .filter(line -> line.strip().startsWith("operationId:"))
        .toList();
  }
}
