// SPDX-License-Identifier: Apache-2.0
package dev.foundation.e2e.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.foundation.e2e.fixture.Product;
import dev.foundation.e2e.fixture.ProductTest;
import dev.foundation.localstack.kube.KubeBinaries;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What README tells a newcomer to type does what README says. */
@ProductTest
class ReadmeIT {

  private static final Pattern SECTION = Pattern.compile("(?s)\n## Try it\n(.*?)\n## ");
  private static final Pattern COMMANDS = Pattern.compile("(?s)```sh\n(.*?)```");

  private final Product product;

  ReadmeIT(Product product) {
    this.product = product;
  }

  @Test
  void itsCommandsDoWhatItSays() throws IOException {
    var section = SECTION.matcher(Files.readString(KubeBinaries.repository().resolve("README.md")));
    assertThat(section.find()).isTrue();
    String script =
        COMMANDS
            .matcher(section.group(1))
            .results()
            .map((MatchResult block) -> block.group(1))
            .collect(Collectors.joining("\n"));
    assertThat(script).contains("hack/env", "kubectl get fws", "hack/plan", "hack/token", "curl");

    var output = product.shell().script(script);

    assertThat(output.exit()).as(output.text()).isZero();
    assertThat(output.text())
        .containsPattern("foundations +acme +Acme Foundation +True")
        .contains("Events:")
        .contains("Plan: 0 to create, 0 to adopt, 0 to change", "0 to destroy, 0 left alone")
        .contains("\"foundations.acme\"")
        .contains("\"name\":\"first\"")
        .contains("workspace-not-found")
        .doesNotContain("AWS was not read");
  }

  @Test
  void planPrintsThePlanAndNothingElse() {
    var output = product.shell().script("hack/plan -f examples/01-acme.yaml 2>/dev/null");
    assertThat(output.exit()).as(output.text()).isZero();
    assertThat(output.text().lines())
        .isNotEmpty()
        .noneMatch(line -> line.startsWith("{"))
        .last(STRING)
        .startsWith("Plan: ");
  }
}
