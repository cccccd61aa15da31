// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.config;

import java.lang.reflect.RecordComponent;

/** The reference page of the environment variables, made from the settings themselves. */
final class EnvironmentReference {

  private EnvironmentReference() {}

  /** The page in Markdown. */
  static String markdown() {
    StringBuilder page =
        new StringBuilder(
            """
            # API server: environment

            Generated from the server's settings. The AWS SDK's and Kubernetes' own variables apply too.

            | variable | default | meaning |
            |---|---|---|
            """);
    for (RecordComponent component : ApiServerConfig.class.getRecordComponents()) {
      Variable description = EnvironmentReader.description(component);
      String otherwise =
          description.otherwise().isEmpty() ? "" : "`" + description.otherwise() + "`";
      page.append(
          "| `%s` | %s | %s |%n"
              .formatted(EnvironmentReader.variable(component), otherwise, description.value()));
    }
    return page.toString();
  }
}
