// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code -Dgolden.update} rewrites the page. */
class ConfigDocTest {

  private static final Path PAGES = Path.of("../docs/reference");

  @Test
  void referencePagesAreWhatTheSettingsAre() throws IOException {
    check("api-server-environment.md", EnvironmentReference.ofApiServer());
    check("members-environment.md", EnvironmentReference.ofMembers());
  }

  private static void check(String name, String page) throws IOException {
    Path file = PAGES.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, page);
    }
    assertThat(file).content().isEqualTo(page);
  }
}
