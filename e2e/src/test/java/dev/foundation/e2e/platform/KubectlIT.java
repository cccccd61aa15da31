// SPDX-License-Identifier: Apache-2.0
package dev.foundation.e2e.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.e2e.fixture.Product;
import dev.foundation.e2e.fixture.ProductExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the platform engineer sees. */
@ExtendWith(ProductExtension.class)
class KubectlIT {

  private final Product product;

  KubectlIT(Product product) {
    this.product = product;
  }

  @Test
  void getReadsFromNameToAge() {
    String table = product.shell().kubectl("get", "fws", "-A");
    assertThat(table.lines().findFirst().orElseThrow().split("\\s+"))
        .containsExactly("NAMESPACE", "NAME", "DISPLAY", "READY", "REASON", "PHASE", "AGE");
    assertThat(table)
        .containsPattern("foundations +acme +Acme Foundation +True +Available +Ready")
        .containsPattern("foundations +globex +Globex Health Trust +True +Available +Ready");
  }

  @Test
  void waitForReadyReturns() {
    assertThat(
            product
                .shell()
                .kubectl(
                    "wait",
                    "fws/acme",
                    "fws/globex",
                    "-n",
                    "foundations",
                    "--for=condition=Ready",
                    "--timeout=60s"))
        .contains("acme condition met", "globex condition met");
  }

  @Test
  void describeTellsTheStoryInEvents() {
    assertThat(product.shell().kubectl("describe", "fws", "acme", "-n", "foundations"))
        .contains("Events:")
        .containsPattern("KeyReady")
        .containsPattern("Normal +Available");
  }

  @Test
  void everyChildIsRetained() {
    String annotations =
        product
            .shell()
            .kubectl(
                "get",
                "keys.kms.services.k8s.aws,aliases.kms.services.k8s.aws,tables.dynamodb.services.k8s.aws,"
                    + "buckets.s3.services.k8s.aws,policies.iam.services.k8s.aws,roles.iam.services.k8s.aws",
                "-n",
                "foundations",
                "-o",
                "jsonpath={range .items[*]}{.kind} {.metadata.name}={.metadata.annotations.services\\.k8s\\.aws/deletion-policy}{\"\\n\"}{end}");
    assertThat(annotations.lines().filter(line -> line.matches("\\w+ (acme|globex).*")))
        .hasSize(14)
        .allSatisfy(line -> assertThat(line).endsWith("=retain"));
  }
}
