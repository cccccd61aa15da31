// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.config;

import java.lang.reflect.RecordComponent;

/** The reference pages of the environment variables, made from the settings themselves. */
final class EnvironmentReference {

  private EnvironmentReference() {}

  /** The API server's page in Markdown. */
  static String ofApiServer() {
    return markdown("API server", ApiServerConfig.PREFIX, ApiServerConfig.class);
  }

  /** The members process' page in Markdown. */
  static String ofMembers() {
    return markdown("Members process", MembersConfig.PREFIX, MembersConfig.class);
  }

  private static String markdown(String process, String prefix, Class<? extends Record> settings) {
    StringBuilder page =
        new StringBuilder(
            """
            # %s: environment

            Generated from its settings. The AWS SDK's and Kubernetes' own variables apply too.

            | variable | default | meaning |
            |---|---|---|
            """
                .formatted(process));
    for (RecordComponent component : settings.getRecordComponents()) {
      Variable description = EnvironmentReader.description(component);
      String otherwise =
          description.otherwise().isEmpty() ? "" : "`" + description.otherwise() + "`";
      page.append(
          "| `%s` | %s | %s |%n"
              .formatted(
                  EnvironmentReader.variable(prefix, component), otherwise, description.value()));
    }
    return page.toString();
  }
}
