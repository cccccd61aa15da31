// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.operator.Golden;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The reference page of the environment is made from the settings' own descriptions. */
class ConfigDocTest {

  private static final Path PAGE = Path.of("../docs/reference/operator-environment.md");

  @Test
  void everyVariableIsDocumented() {
    StringBuilder page = new StringBuilder();
    page.append("# Environment of the operator\n\n");
    page.append(
        "Generated from `OperatorConfig`; everything that is wrong is reported at once.\n\n");
    page.append("| variable | meaning | default |\n|---|---|---|\n");
    for (RecordComponent component : OperatorConfig.class.getRecordComponents()) {
      Variable variable = EnvironmentReader.description(component);
      page.append(
          "| `%s` | %s | %s |%n"
              .formatted(
                  EnvironmentReader.variable(component), variable.value(), defaultOf(variable)));
    }
    page.append(
        "\nAWS credentials and the cluster come by the standard variables of the AWS SDK and of ");
    page.append("kubectl.\n");
    assertThat(Golden.check(PAGE, page.toString())).isTrue();
  }

  private static String defaultOf(Variable variable) {
    if (!variable.orElse().isEmpty()) {
      return "`$" + variable.orElse() + "`";
    }
    return variable.otherwise().isEmpty() ? "required" : "`" + variable.otherwise() + "`";
  }
}
